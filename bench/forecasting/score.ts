import { coverage, type Model, mase, msis, naive2, owa, smape } from '@drumbeat/forecasting'
import type { CompetitionSeries } from './m3-series.ts'

/** How a model did on a set of series: accuracy against Naive2, interval coverage in per cent, and time. */
export interface Score {
  readonly series: number
  readonly owa: number
  readonly smape: number
  readonly mase: number
  readonly coverage80: number
  readonly coverage95: number
  readonly msis: number
  readonly millisecondsPerSeries: number
}

/** Fits a model to every series, forecasts what came after, and scores it. */
export function scoreModel(model: Model, set: readonly CompetitionSeries[]): Score {
  const rows = set.map((series) => scoreOne(model, series))
  const column = (key: keyof (typeof rows)[number]) => rows.map((row) => row[key])
  const scores = {
    ...{ smape: column('smape'), mase: column('mase') },
    ...{ naive2Smape: column('naive2Smape'), naive2Mase: column('naive2Mase') },
  }
  return {
    series: rows.length,
    owa: owa(scores),
    smape: average(scores.smape),
    mase: average(scores.mase),
    coverage80: weighted(set, column('coverage80')),
    coverage95: weighted(set, column('coverage95')),
    msis: average(column('msis')),
    millisecondsPerSeries: average(column('milliseconds')),
  }
}

function scoreOne(model: Model, { history, actual, seasonLength }: CompetitionSeries) {
  const horizon = actual.length
  const begin = performance.now()
  const fitted = model.fit(history, { seasonLength })
  if (fitted.kind === 'declined') throw new Error(`${model.name} declined a series: ${fitted.reason}`)
  const { mean: forecast, intervals } = fitted.forecast({ horizon, levels: [80, 95] })
  const milliseconds = performance.now() - begin
  const yardstick = naive2().fit(history, { seasonLength })
  if (yardstick.kind === 'declined') throw new Error(yardstick.reason)
  const base = yardstick.forecast({ horizon }).mean
  const [at80, at95] = intervals
  return {
    smape: smape({ actual, forecast }),
    mase: mase({ actual, forecast, history, seasonLength }),
    naive2Smape: smape({ actual, forecast: base }),
    naive2Mase: mase({ actual, forecast: base, history, seasonLength }),
    coverage80: 100 * coverage({ actual, lo: at80!.lo, hi: at80!.hi }),
    coverage95: 100 * coverage({ actual, lo: at95!.lo, hi: at95!.hi }),
    msis: msis({ actual, lo: at95!.lo, hi: at95!.hi, level: 95, history, seasonLength }),
    milliseconds,
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Coverage counts every forecast value once, so longer horizons weigh more. */
function weighted(set: readonly CompetitionSeries[], values: readonly number[]): number {
  const steps = set.reduce((sum, series) => sum + series.actual.length, 0)
  return values.reduce((sum, value, i) => sum + value * set[i]!.actual.length, 0) / steps
}
