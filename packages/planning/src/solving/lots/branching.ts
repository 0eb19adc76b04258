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

/** Branching by pseudo-costs, which trials on both sides make reliable first (Achterberg, Koch and Martin 2005). */
export function experience(columns: number): Experience {
  const sums = [new Float64Array(columns), new Float64Array(columns)] as const
  const counts = [new Int32Array(columns), new Int32Array(columns)] as const
  const total = [0, 0]
  const seen = [0, 0]
  return {
    learn,
    choose({ relaxation, relaxed, fractional, cutoff, trials, stopped }) {
      const ranked = fractional
        .map((column) => ({ column, score: scoreOf(expected(column, relaxed.point[column]!)) }))
        .sort((p, q) => q.score - p.score)
      let best = ranked[0]!
      let tried = 0
      let vain = 0
      let bestScore = -1
      let proven: readonly [number, number] = [0, 0]
      for (const { column, score } of ranked) {
        const sure = counts[0][column]! >= reliable && counts[1][column]! >= reliable
        if (sure || tried >= trials || vain >= patience || stopped()) {
          if (score > bestScore) {
            best = { column, score }
            bestScore = score
            proven = [0, 0]
          }
          continue
        }
        tried++
        const value = relaxed.point[column]!
        const { gain, sure: held } = trial({ relaxation, column, value, objective: relaxed.objective })
        const [down, up] = held
        const room = cutoff - relaxed.objective
        if (down >= room && up >= room) return { kind: 'empty' }
        if (down >= room) return { kind: 'closed', column, lower: Math.ceil(value), upper: relaxation.upper[column]! }
        if (up >= room) return { kind: 'closed', column, lower: relaxation.lower[column]!, upper: Math.floor(value) }
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
    },
  }

  function learn({
    column,
    side,
    fraction,
    gain,
  }: {
    column: number
    side: 0 | 1
    fraction: number
    gain: number
  }): void {
    if (!Number.isFinite(gain) || fraction < 1e-6) return
    const unit = Math.max(0, gain) / fraction
    sums[side][column]! += unit
    counts[side][column]!++
    total[side]! += unit
    seen[side]!++
  }

  function expected(column: number, value: number): [number, number] {
    const fraction = value - Math.floor(value)
    const unit = (side: 0 | 1) =>
      counts[side][column]! > 0
        ? sums[side][column]! / counts[side][column]!
        : seen[side]! > 0
          ? total[side]! / seen[side]!
          : 1
    return [unit(0) * fraction, unit(1) * (1 - fraction)]
  }

  /** What both sides gain, as far as the trial went, and what they surely gain because it went to the end. */
  function trial(input: { relaxation: Relaxation; column: number; value: number; objective: number }): {
    gain: readonly [number, number]
    sure: readonly [number, number]
  } {
    const { relaxation, column, value, objective } = input
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
      const gain = kind === 'infeasible' ? Number.POSITIVE_INFINITY : kind === 'failed' ? 0 : reached - objective
      learn({ column, side: side as 0 | 1, fraction: side === 0 ? fraction : 1 - fraction, gain })
      return { gain: Math.max(0, gain), sure: kind === 'limited' ? 0 : Math.max(0, gain) }
    })
    return { gain: [gains[0]!.gain, gains[1]!.gain], sure: [gains[0]!.sure, gains[1]!.sure] }
  }
}

function scoreOf([down, up]: readonly [number, number]): number {
  return Math.max(down, 1e-6) * Math.max(up, 1e-6)
}
