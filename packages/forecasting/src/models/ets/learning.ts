import { invert } from '../../numerics/least-squares.ts'
import type { EtsEstimate } from './estimate.ts'
import { type Layout, layOut, pack, type Region } from './layout.ts'
import { FitMemory } from './memory.ts'
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

export interface LearningRoom {
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
