import type { CesSmoothing, CesState } from './recursion.ts'

/** No season, a pair of states per place of the season, a pair and an additive season, or a pair and a seasonal pair. */
export type CesForm = 'none' | 'simple' | 'partial' | 'full'

/** A form with its parameters, the state after the last value, and how well it fits. */
export interface CesEstimate {
  readonly form: CesForm
  readonly smoothing: CesSmoothing
  readonly state: CesState
  readonly variance: number
  readonly aicc: number
}

/** Values scaled to about one, NaN where missing, and the same with gaps bridged. */
export interface CesData {
  readonly y: Float64Array
  readonly filled: Float64Array
  readonly observed: number
  readonly seasonLength: number
}

/** Constants, starting states and the variance. */
export function parameterCount(form: CesForm, m: number): number {
  return { none: 5, simple: 3 + 2 * m, partial: 6 + m, full: 7 + 2 * m }[form]
}

export function judged(
  given: Omit<CesEstimate, 'variance' | 'aicc'> & { squares: number; data: CesData },
): CesEstimate {
  const { form, smoothing, state, data } = given
  const n = data.observed
  const k = parameterCount(form, data.seasonLength)
  const squares = Math.max(1e-30, given.squares)
  const aicc = n * Math.log(squares / n) + 2 * k + (2 * k * (k + 1)) / Math.max(1, n - k - 1)
  return { form, smoothing, state, aicc, variance: squares / Math.max(1, n - k + 1) }
}

export function emptyState(lag: number, m: number): CesState {
  return {
    level: new Float64Array(lag),
    potential: new Float64Array(lag),
    season: new Float64Array(m),
    seasonPotential: new Float64Array(m),
  }
}

export function fill(state: CesState, level: number, potential: number): void {
  state.level.fill(level)
  state.potential.fill(potential)
  state.season.fill(0)
  state.seasonPotential.fill(0)
}
