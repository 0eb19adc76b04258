import type { Relaxation, Relaxed } from './relaxation.ts'

/** Which column to branch on, or that the node needs none: a side that cannot hold a better plan is closed. */
export type Branching =
  | {
      readonly kind: 'branch'
      readonly column: number
      readonly upFirst: boolean
      readonly sure: readonly [number, number]
    }
  | { readonly kind: 'closed'; readonly column: number; readonly lower: number; readonly upper: number }
  | { readonly kind: 'empty' }

/** What branching on each column has brought so far: gain of the bound per unit of fraction, down and up. */
export interface Experience {
  readonly learn: (input: { column: number; side: 0 | 1; fraction: number; gain: number }) => void
  readonly choose: (input: {
    relaxation: Relaxation
    relaxed: Relaxed
    fractional: readonly number[]
    cutoff: number
    trials: number
    stopped: () => boolean
  }) => Branching
}

const reliable = 1
const trialIterations = 30
const patience = 4

/** Gains per unit of fraction that were seen, down and up: sums and counts by column, and of all columns. */
interface Gains {
  readonly sums: readonly [Float64Array, Float64Array]
  readonly counts: readonly [Int32Array, Int32Array]
  readonly total: [number, number]
  readonly seen: [number, number]
}

type Choosing = Parameters<Experience['choose']>[0]
type Pair = readonly [number, number]

/** Branching by pseudo-costs, which trials on both sides make reliable first (Achterberg, Koch and Martin 2005). */
export function experience(columns: number): Experience {
  const gains: Gains = {
    sums: [new Float64Array(columns), new Float64Array(columns)],
    counts: [new Int32Array(columns), new Int32Array(columns)],
    total: [0, 0],
    seen: [0, 0],
  }
  return { learn: (input) => learn(gains, input), choose: (input) => choose(gains, input) }
}

function choose(gains: Gains, input: Choosing): Branching {
  const { relaxation, relaxed, fractional, cutoff, trials, stopped } = input
  const ranked = fractional
    .map((column) => ({ column, score: scoreOf(expected(gains, column, relaxed.point[column]!)) }))
    .sort((p, q) => q.score - p.score)
  let best = ranked[0]!
  let [tried, vain, bestScore] = [0, 0, -1]
  let proven: Pair = [0, 0]
  for (const { column, score } of ranked) {
    const sure = gains.counts[0][column]! >= reliable && gains.counts[1][column]! >= reliable
    if (sure || tried >= trials || vain >= patience || stopped()) {
      if (score <= bestScore) continue
      best = { column, score }
      bestScore = score
      proven = [0, 0]
      continue
    }
    tried++
    const { gain, sure: held } = trial(gains, { relaxation, column, relaxed })
    const closed = closedBy({ relaxation, relaxed, column, held, room: cutoff - relaxed.objective })
    if (closed) return closed
    const real = scoreOf(gain)
    if (real > bestScore) {
      best = { column, score: real }
      bestScore = real
      proven = held
      vain = 0
    } else vain++
  }
  const value = relaxed.point[best.column]!
  return { kind: 'branch', column: best.column, upFirst: value - Math.floor(value) > 0.4, sure: proven }
}

/** A side whose gain leaves no room for a better plan is closed; with both, the node is empty. */
function closedBy(given: {
  relaxation: Relaxation
  relaxed: Relaxed
  column: number
  held: Pair
  room: number
}): Branching | undefined {
  const { relaxation, relaxed, column, held, room } = given
  const [down, up] = held
  const value = relaxed.point[column]!
  if (down >= room && up >= room) return { kind: 'empty' }
  if (down >= room) return { kind: 'closed', column, lower: Math.ceil(value), upper: relaxation.upper[column]! }
  if (up >= room) return { kind: 'closed', column, lower: relaxation.lower[column]!, upper: Math.floor(value) }
  return undefined
}

function learn({ sums, counts, total, seen }: Gains, input: Parameters<Experience['learn']>[0]): void {
  const { column, side, fraction, gain } = input
  if (!Number.isFinite(gain) || fraction < 1e-6) return
  const unit = Math.max(0, gain) / fraction
  sums[side][column]! += unit
  counts[side][column]!++
  total[side] += unit
  seen[side]++
}

function expected({ sums, counts, total, seen }: Gains, column: number, value: number): [number, number] {
  const fraction = value - Math.floor(value)
  const unit = (side: 0 | 1) =>
    counts[side][column]! > 0
      ? sums[side][column]! / counts[side][column]!
      : seen[side] > 0
        ? total[side] / seen[side]
        : 1
  return [unit(0) * fraction, unit(1) * (1 - fraction)]
}

/** What both sides gain, as far as the trial went, and what they surely gain because it went to the end. */
function trial(
  known: Gains,
  input: { relaxation: Relaxation; column: number; relaxed: Relaxed },
): { gain: Pair; sure: Pair } {
  const { relaxation, column, relaxed } = input
  const value = relaxed.point[column]!
  const [lower, upper] = [relaxation.lower[column]!, relaxation.upper[column]!]
  const back = relaxation.remember()
  const fraction = value - Math.floor(value)
  const sides = [
    [lower, Math.floor(value)],
    [Math.ceil(value), upper],
  ] as const
  const gains = sides.map(([low, high], side) => {
    relaxation.setBounds(column, low, high)
    const { kind, objective: reached } = relaxation.solve(trialIterations)
    relaxation.setBounds(column, lower, upper)
    back()
    const gain = kind === 'infeasible' ? Number.POSITIVE_INFINITY : kind === 'failed' ? 0 : reached - relaxed.objective
    learn(known, { column, side: side as 0 | 1, fraction: side === 0 ? fraction : 1 - fraction, gain })
    return { gain: Math.max(0, gain), sure: kind === 'limited' ? 0 : Math.max(0, gain) }
  })
  return { gain: [gains[0]!.gain, gains[1]!.gain], sure: [gains[0]!.sure, gains[1]!.sure] }
}

function scoreOf([down, up]: Pair): number {
  return Math.max(down, 1e-6) * Math.max(up, 1e-6)
}
