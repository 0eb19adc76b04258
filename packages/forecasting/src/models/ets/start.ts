import { seasonalIndices } from '../../season/seasonality.ts'
import type { EtsForm, SeasonKind } from './form.ts'
import type { EtsState } from './recursion.ts'

/** What a decomposition says of the beginning: seasonal indices, and the line through the first adjusted values. */
export interface Beginning {
  readonly season: Float64Array
  readonly level: number
  readonly slope: number
}

/** Beginnings by kind of season, filled as they are needed: every form with that season begins there. */
export type Starts = { [kind in SeasonKind]?: Beginning }

/**
 * A start for the initial states: seasonal indices by classical decomposition, then a line through the first adjusted
 * values (ten, or two seasons if that is more). `filled` has no missing values; a seasonal form needs two seasons.
 */
export function startingState(
  data: { filled: Float64Array; seasonLength: number; starts?: Starts },
  form: EtsForm,
): EtsState {
  const { season, level, slope } = data.starts?.[form.season] ?? beginning(data.filled, form, data.seasonLength)
  if (data.starts) data.starts[form.season] ??= { season, level, slope }
  if (form.trend === 'N') return { level: positiveIf(form, level + slope), trend: 0, season }
  if (form.trend.startsWith('A')) return { level: positiveIf(form, level), trend: slope, season }
  const growth = Math.min(1.2, Math.max(0.8, 1 + slope / (Math.abs(level) > 0 ? Math.abs(level) : 1)))
  return { level: positiveIf(form, level), trend: growth, season }
}

function beginning(y: Float64Array, form: EtsForm, m: number): Beginning {
  const season = startingSeason(y, form, m)
  const adjusted = season.length === 1 ? y : unseason(y, form, season)
  return { season, ...lineThrough(adjusted.subarray(0, Math.max(10, 2 * m))) }
}

function startingSeason(y: Float64Array, form: EtsForm, m: number): Float64Array {
  if (form.season === 'N') return new Float64Array(1)
  const indices = seasonalIndices(y, m, form.season === 'M' ? 'multiplicative' : 'additive')
  if (form.season === 'A') return indices
  const lifted = indices.map((index) => Math.max(0.01, index))
  const center = lifted.reduce((sum, index) => sum + index, 0) / m
  return lifted.map((index) => index / center)
}

function unseason(y: Float64Array, form: EtsForm, season: Float64Array): Float64Array {
  return y.map((value, t) =>
    form.season === 'M' ? value / season[t % season.length]! : value - season[t % season.length]!,
  )
}

/** Forms that multiply need a level above zero; the data are scaled to about one, so a hundredth is small. */
function positiveIf(form: EtsForm, level: number): number {
  const multiplies = form.error === 'M' || form.season === 'M' || form.trend.startsWith('M')
  return multiplies ? Math.max(0.01, level) : level
}

/** The least-squares line through values at times 1, 2, ...; `level` is its value at time 0. */
function lineThrough(values: Float64Array): { level: number; slope: number } {
  const n = values.length
  if (n < 2) return { level: values[0] ?? 0, slope: 0 }
  const middle = (n + 1) / 2
  let sum = 0
  let moment = 0
  for (let t = 0; t < n; t++) {
    sum += values[t]!
    moment += (t + 1 - middle) * values[t]!
  }
  const slope = (12 * moment) / (n * (n * n - 1))
  return { level: sum / n - slope * middle, slope }
}
