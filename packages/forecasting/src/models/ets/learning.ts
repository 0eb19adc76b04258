import { invert } from '../../numerics/least-squares.ts'
import type { EtsEstimate } from './estimate.ts'
import { type Layout, layOut, pack, type Region } from './layout.ts'
import { FitMemory } from './memory.ts'
import type { EtsState, Smoothing } from './recursion.ts'
import { costAt, sensitivities } from './search.ts'
import { traceOf } from './trace.ts'

/**
 * What lets an update correct the parameters as a refit would (recursive prediction errors: Ljung & Soderstrom 1983): where each
 * lies in the searched vector, and after it in one array the parameters p, how level, trend and each place of the season
 * answer to them, and the lower half, row by row, of P, the inverse of J'J.
 */
export interface Learning {
  readonly layout: Layout
  readonly memory: number[]
  /** Room for slopes and gains by parameter, shared by all states of one fit. */
  readonly room: LearningRoom
}

interface LearningRoom {
  readonly slopes: Float64Array
  readonly gains: Float64Array
}

/** Begins to learn where an estimate ended. Undefined where slopes are not known: multiplicative trends, degenerate fits. */
export function beginLearning(best: EtsEstimate, y: Float64Array, region?: Region): Learning | undefined {
  const { form, initial, smoothing } = best
  if (form.trend.startsWith('M')) return undefined
  const layout = layOut({ form, start: initial, freeSeason: initial.season.length <= longest, region })
  const k = layout.lower.length
  const m = initial.season.length
  const start = pack(layout, smoothing, initial)
  const observed = y.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  const trace = traceOf({ form, y, observed, seasons: m, memory: new FitMemory() })
  if (!(costAt(layout, trace, start) > 0) || observed <= k) return undefined
  const { normal, state } = sensitivities(layout, trace)
  for (let j = 0; j < k; j++) normal[j * k + j] = normal[j * k + j]! * (1 + ridge) + 1e-12
  const memory = new Array<number>(k * (3 + m) + (k * (k + 1)) / 2).fill(0.5)
  for (let j = 0; j < k; j++) memory[j] = start[j]!
  for (const [j, { level, trend, season }] of state.entries()) {
    memory[k + j] = level
    memory[2 * k + j] = trend
    for (let i = 0; i < m; i++) memory[(3 + i) * k + j] = season[i]!
  }
  const inverse = new Float64Array(k * k)
  if (!invert(normal, k, inverse)) return undefined
  for (let i = 0, place = (3 + m) * k; i < k; i++) for (let j = 0; j <= i; j++) memory[place++] = inverse[i * k + j]!
  return { layout, memory, room: { slopes: new Float64Array(k), gains: new Float64Array(k) } }
}

/** The same, to be moved on its own. */
export function copyLearning({ layout, memory, room }: Learning): Learning {
  return { layout, memory: memory.slice(), room }
}

/** A longer season keeps its starting values: there are too many to be corrected at every step. */
const longest = 24

/** Keeps directions that the history says nothing of from running away. */
const ridge = 1e-3

/** Passes over a missing value: the answers drift as the state does. */
export function learnNothing({ layout, memory }: Learning, at: { state: EtsState; smoothing: Smoothing }): void {
  const k = layout.lower.length
  const { phi } = at.smoothing
  const { level, trend } = at.state
  for (let j = 0; j < k; j++) {
    const drift = phi * memory[2 * k + j]! + (j === layout.phi ? trend : 0)
    memory[k + j]! += drift
    memory[2 * k + j] = drift
  }
  at.state.level = level + phi * trend
  at.state.trend = phi * trend
}

/**
 * Takes one value: moves `state`, and corrects it and the memory in place for what the error says of the parameters. Returns
 * the error (relative for multiplicative errors) and the mean that was expected. Where the form cannot go on, all is spoilt.
 */
export function learn(
  learning: Learning,
  at: { state: EtsState; smoothing: Smoothing; time: number; value: number },
): { error: number; mu: number } {
  const { layout, memory, room } = learning
  const { slopes } = room
  const { state, smoothing, time, value } = at
  const { alpha, beta, gamma, phi } = smoothing
  const k = layout.lower.length
  const m = state.season.length
  const place = time % m
  const { level, trend } = state
  const s = state.season[place]!
  const q = level + phi * trend
  const multiplied = layout.form.season === 'M'
  const mu = multiplied ? q * s : q + s
  const u = multiplied ? value / s - q : value - mu
  const v = multiplied ? value / q - s : u
  if (layout.phi >= 0) memory[k + layout.phi]! += trend
  if (multiplied) tangentsMultiplied({ memory, slopes, k, row: (3 + place) * k, q, s, value, smoothing })
  else
    tangentsAdded({
      memory,
      slopes,
      k,
      row: (3 + place) * k,
      smoothing,
      scale: layout.form.error === 'M' ? value / (mu * mu) : 1,
    })
  if (layout.phi >= 0) memory[2 * k + layout.phi]! += trend
  memory[k]! += u
  if (layout.beta >= 0) {
    memory[2 * k]! += memory[layout.beta]! * u
    memory[2 * k + layout.beta]! += alpha * u
  }
  if (layout.gamma >= 0) {
    memory[(3 + place) * k]! -= memory[layout.gamma]! * v
    memory[(3 + place) * k + layout.gamma]! += (1 - alpha) * v
  }
  state.level = q + alpha * u
  state.trend = phi * trend + beta * u
  state.season[place] = s + gamma * v
  const error = layout.form.error === 'M' ? value / mu - 1 : value - mu
  correct({ layout, memory, room, error, state })
  return { error, mu }
}

function tangentsAdded(given: {
  memory: number[]
  slopes: Float64Array
  k: number
  row: number
  smoothing: Smoothing
  scale: number
}): void {
  const { memory, slopes, k, row, scale } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  for (let j = 0; j < k; j++) {
    const level = memory[k + j]!
    const drift = phi * memory[2 * k + j]!
    const s = memory[row + j]!
    const mean = level + drift + s
    memory[k + j] = level + drift - alpha * mean
    memory[2 * k + j] = drift - beta * mean
    memory[row + j] = s - gamma * mean
    slopes[j] = mean * scale
  }
}

function tangentsMultiplied(given: {
  memory: number[]
  slopes: Float64Array
  k: number
  row: number
  q: number
  s: number
  value: number
  smoothing: Smoothing
}): void {
  const { memory, slopes, k, row, q, s, value } = given
  const { alpha, beta, gamma, phi } = given.smoothing
  const adjusted = value / (s * s)
  const seasonal = value / (q * q)
  const toLevel = seasonal / s
  const toSeason = adjusted / q
  for (let j = 0; j < k; j++) {
    const level = memory[k + j]!
    const drift = phi * memory[2 * k + j]!
    const moved = level + drift
    const index = memory[row + j]!
    const error = moved + adjusted * index
    memory[k + j] = moved - alpha * error
    memory[2 * k + j] = drift - beta * error
    memory[row + j] = index - gamma * (index + seasonal * moved)
    slopes[j] = moved * toLevel + index * toSeason
  }
}

/** P' = P - P psi psi' P / (1 + psi' P psi); the parameters move by P' psi e, and the state by its answers to them. */
function correct(given: {
  layout: Layout
  memory: number[]
  room: LearningRoom
  error: number
  state: EtsState
}): void {
  const { layout, memory, error, state } = given
  const { slopes, gains } = given.room
  const { lower, upper } = layout
  const k = lower.length
  const m = state.season.length
  const first = (3 + m) * k
  let place = first
  for (let i = 0; i < k; i++) {
    const slope = slopes[i]!
    let sum = 0
    for (let j = 0; j < i; j++) {
      const p = memory[place++]!
      sum += p * slopes[j]!
      gains[j]! += p * slope
    }
    gains[i] = sum + memory[place++]! * slope
  }
  let power = 1
  for (let i = 0; i < k; i++) power += gains[i]! * slopes[i]!
  const share = 1 / power
  place = first
  for (let i = 0; i < k; i++) {
    const a = gains[i]! * share
    for (let j = 0; j <= i; j++) memory[place++]! -= a * gains[j]!
  }
  for (let j = 0; j < k; j++) {
    const from = memory[j]!
    const to = Math.min(upper[j]!, Math.max(lower[j]!, from + gains[j]! * share * error))
    memory[j] = to
    gains[j] = to - from
  }
  state.level += answer(given, k)
  state.trend += answer(given, 2 * k)
  for (let i = 0; i < m; i++) state.season[i]! += answer(given, (3 + i) * k)
}

/** Writes the smoothing parameters that have been learned. */
export function smoothingInto(smoothing: Smoothing, { layout, memory }: Learning): void {
  const alpha = memory[0]!
  smoothing.alpha = alpha
  if (layout.beta >= 0) smoothing.beta = alpha * memory[layout.beta]!
  if (layout.gamma >= 0) smoothing.gamma = (1 - alpha) * memory[layout.gamma]!
  if (layout.phi >= 0) smoothing.phi = memory[layout.phi]!
}

/** How much one part of the state moves with the step of the parameters in `gains`. */
function answer({ layout, memory, room }: Pick<Learning, 'layout' | 'memory' | 'room'>, row: number): number {
  const k = layout.lower.length
  const { gains } = room
  let sum = 0
  for (let j = 0; j < k; j++) sum += memory[row + j]! * gains[j]!
  return sum
}
