import { autoModel, ets, type Fitted, type Model, online } from '@drumbeat/forecasting'
import { type Bar, table } from './bars.ts'
import type { CompetitionSeries } from './m3-series.ts'
import { scoreForecasts } from './peers-score.ts'

/** One model updated value by value. */
export interface UpdateRow {
  readonly name: string
  /** CPU of one value taken and 18 steps with two intervals forecast: in place, and by `update`, which makes a new model. */
  readonly microseconds: number
  readonly byUpdate: number
  /** Relative loss of OWA over 6 origins when never fitted anew. */
  readonly loss: number
}

/** One value taken and 18 steps with two intervals forecast, on every 20th series; and what never refitting costs over 6 origins, on all. */
export function measureUpdates(monthly: readonly CompetitionSeries[]): UpdateRow[] {
  const set = monthly.filter((_, i) => i % 20 === 0)
  return [ets(), autoModel()].map((model) => {
    const fits = set.map(({ history }) => fittedTo(model, history))
    const live = fits.map(online)
    const byUpdate = timed(set, (i, value) => fits[i]!.update(value).forecast(request))
    const microseconds = timed(set, (i, value) => {
      live[i]!.update(value)
      live[i]!.forecast(request)
    })
    return { name: model.name, microseconds, byUpdate, loss: refitLoss(model, monthly) }
  })
}

const request = { horizon: 18, levels: [80, 95] }

/** Microseconds of CPU for each of the values to come, again and again in turn, when the code is warm. */
function timed(set: readonly CompetitionSeries[], work: (i: number, value: number) => void): number {
  const once = (rounds: number): number => {
    const begin = process.cpuUsage().user
    for (let k = 0; k < rounds; k++) {
      for (let i = 0; i < set.length; i++) work(i, set[i]!.actual[k % 18]!)
    }
    return (process.cpuUsage().user - begin) / rounds / set.length
  }
  once(180)
  return once(360)
}

/** The rows as bars. */
export function updateBars(rows: readonly UpdateRow[]): Bar[] {
  return rows.flatMap(({ name, microseconds, loss }) => [
    {
      about: `${name}: update in place, 18 steps and two intervals, warm, on every 20th series in turn`,
      target: '<= 5 microseconds',
      measured: microseconds.toFixed(1),
      met: microseconds <= 5,
    },
    {
      about: `${name}: OWA lost by updating instead of refitting`,
      target: '<= 0.3 %',
      measured: `${(100 * loss).toFixed(2)} %`,
      met: loss <= 0.003,
    },
  ])
}

/** The rows as a table. */
export function updateTable(rows: readonly UpdateRow[]): string {
  const cells = rows.map(({ name, microseconds, byUpdate, loss }) => [
    ...[name, microseconds.toFixed(1), byUpdate.toFixed(1), `${(100 * loss).toFixed(2)} %`],
  ])
  return table(['model', 'microseconds in place', 'by a new model each', 'OWA lost against refitting'], cells)
}

function refitLoss(model: Model, set: readonly CompetitionSeries[]): number {
  const steps = 6
  const [kept, anew, cut] = [[], [], []] as [Float64Array[], Float64Array[], CompetitionSeries[]]
  for (const series of set) {
    let fitted = fittedTo(model, series.history)
    for (let k = 1; k <= steps; k++) {
      fitted = fitted.update(series.actual[k - 1]!)
      const history = Float64Array.of(...series.history, ...series.actual.subarray(0, k))
      cut.push({ ...series, history, actual: series.actual.slice(k) })
      kept.push(fitted.forecast({ horizon: 18 - k, levels: [] }).mean)
      anew.push(fittedTo(model, history).forecast({ horizon: 18 - k, levels: [] }).mean)
    }
  }
  return scoreForecasts(cut, { mean: kept }).owa / scoreForecasts(cut, { mean: anew }).owa - 1
}

function fittedTo(model: Model, history: Float64Array): Fitted {
  const fitted = model.fit(history, { seasonLength: 12 })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}
