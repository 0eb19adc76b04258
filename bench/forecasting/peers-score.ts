import { coverage, mase, msis, naive2, owa, smape } from '@drumbeat/forecasting'
import type { SeriesScore } from './cross-fitted.ts'
import type { CompetitionSeries } from './m3-series.ts'

/** Points and 95 % bounds of one model by series; bounds are absent where it gives none. */
export interface Forecasts {
  readonly mean: readonly ArrayLike<number>[]
  readonly lo?: readonly ArrayLike<number>[]
  readonly hi?: readonly ArrayLike<number>[]
}

/** How a model did on a set: OWA and sMAPE; coverage in per cent and MSIS at 95 %, NaN without intervals. */
export interface SetScore {
  readonly owa: number
  readonly smape: number
  readonly covers95: number
  readonly msis: number
}

/** Scores forecasts against what happened; Naive2 is the yardstick of OWA. */
export function scoreForecasts(set: readonly CompetitionSeries[], { mean, lo, hi }: Forecasts): SetScore {
  const rows = set.map((series, i) => {
    const { actual, history, seasonLength } = series
    const bounds = lo && hi ? { actual, lo: lo[i]!, hi: hi[i]! } : undefined
    return {
      ...errorsOf(series, mean[i]!),
      steps: actual.length,
      in95: bounds ? coverage(bounds) : Number.NaN,
      msis: bounds ? msis({ ...bounds, level: 95, history, seasonLength }) : Number.NaN,
    }
  })
  return pooled(set, rows)
}

/** Pools the scores of single series into those of the set. */
export function pooled(
  set: readonly CompetitionSeries[],
  rows: readonly Pick<SeriesScore, 'smape' | 'mase' | 'steps' | 'in95' | 'msis'>[],
): SetScore {
  const base = set.map((series) => errorsOf(series, naive2Of(series)))
  const steps = rows.reduce((sum, row) => sum + row.steps, 0)
  return {
    owa: owa({
      ...{ smape: rows.map((row) => row.smape), mase: rows.map((row) => row.mase) },
      ...{ naive2Smape: base.map((row) => row.smape), naive2Mase: base.map((row) => row.mase) },
    }),
    smape: average(rows.map((row) => row.smape)),
    covers95: (100 * rows.reduce((sum, row) => sum + row.in95 * row.steps, 0)) / steps,
    msis: average(rows.map((row) => row.msis)),
  }
}

function errorsOf({ actual, history, seasonLength }: CompetitionSeries, forecast: ArrayLike<number>) {
  return { smape: smape({ actual, forecast }), mase: mase({ actual, forecast, history, seasonLength }) }
}

function naive2Of({ actual, history, seasonLength }: CompetitionSeries): Float64Array {
  const fitted = naive2().fit(history, { seasonLength })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted.forecast({ horizon: actual.length, levels: [] }).mean
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
