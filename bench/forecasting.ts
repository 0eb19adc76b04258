import {
  autoModel,
  ets,
  type Fitted,
  type Model,
  mase,
  naive2,
  owa,
  reconcileTree,
  smape,
  treeOf,
} from '@drumbeat/forecasting'
import { run as crossFitted } from './forecasting/cross-fitted.ts'
import { run as intermittent } from './forecasting/intermittent.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './forecasting/m3-series.ts'
import { runStatsforecast } from './peers/statsforecast.ts'

/** The bars of the forecasting engine beside its peers: accuracy cross-fitted, speed by CPU time of one thread, reconciliation. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const monthly = readM3(folder).filter(({ period }) => period === 'monthly')
  return [
    ...['## Accuracy and intervals', '', await crossFitted(), ''],
    ...['## Speed and accuracy beside statsforecast', '', ...besidePeers(monthly), ''],
    ...['## Updates', '', ...updates(monthly.filter((_, i) => i % 20 === 0)), ''],
    ...['## Intermittent demand', '', await intermittent(), ''],
    ...['## Reconciliation', '', ...reconciliation(), ''],
    'Not measured here: R forecast (not used for times), augurs and arima from npm (not installed by this bench), LightGBM.',
  ].join('\n')
}

const sampleStep = 60

function besidePeers(monthly: CompetitionSeries[]): string[] {
  const set = monthly.filter((_, i) => i % sampleStep === 0)
  const horizon = 18
  const peer = runStatsforecast({ seasonLength: 12, horizon, series: set.map(({ history }) => [...history]) })
  const rows = [ets(), autoModel()].map((model) => {
    for (const series of monthly.slice(0, 200)) forecast(model, series)
    const begin = process.cpuUsage().user
    const means = set.map((series) => forecast(model, series))
    return { name: model.name, milliseconds: (process.cpuUsage().user - begin) / 1000 / set.length, means }
  })
  const ours = rows.map(({ name, milliseconds, means }) =>
    line([name, milliseconds.toFixed(2), owaOf(set, means).toFixed(4)]),
  )
  const head = [
    `${set.length} M3 monthly series (every ${sampleStep}th), CPU time of one thread.`,
    '',
    line(['model', 'ms per series', 'OWA']),
    '| --- | ---: | ---: |',
  ]
  if (peer.kind === 'missing') return [...head, ...ours, '', `statsforecast could not be had: ${peer.reason}`]
  const theirs = Object.entries(peer.means).map(([name, means]) =>
    line([`statsforecast ${peer.version} ${name}`, peer.times[name]!.toFixed(2), owaOf(set, means).toFixed(4)]),
  )
  const ratio = (name: string, i: number) => `${(peer.times[name]! / rows[i]!.milliseconds).toFixed(0)} x`
  return [
    ...head,
    ...ours,
    ...theirs,
    '',
    `ets against AutoETS: ${ratio('AutoETS', 0)}; auto against SCUM: ${ratio('SCUM', 1)}.`,
  ]
}

/** One value taken and 18 steps with two intervals forecast; and what never refitting costs over 6 origins. */
function updates(set: CompetitionSeries[]): string[] {
  const rows = [ets(), autoModel()].map((model) => {
    const fits = set.map(({ history }) => fittedTo(model, history))
    let count = 0
    let begin = 0
    for (const round of [0, 1]) {
      begin = process.cpuUsage().user
      count = 0
      for (let k = 0; k < 18 * (1 + 9 * round); k++) {
        for (const [i, fitted] of fits.entries()) {
          fitted.update(set[i]!.actual[k % 18]!).forecast({ horizon: 18, levels: [80, 95] })
          count++
        }
      }
    }
    return line([
      model.name,
      ((process.cpuUsage().user - begin) / count).toFixed(1),
      `${(100 * refitLoss(model, set)).toFixed(2)} %`,
    ])
  })
  return [line(['model', 'microseconds', 'OWA lost against refitting']), '| --- | ---: | ---: |', ...rows]
}

function refitLoss(model: Model, set: CompetitionSeries[]): number {
  const steps = 6
  const [kept, anew, cut] = [[], [], []] as [Float64Array[], Float64Array[], CompetitionSeries[]]
  for (const series of set) {
    let fitted = fittedTo(model, series.history)
    for (let k = 1; k <= steps; k++) {
      fitted = fitted.update(series.actual[k - 1]!)
      const history = Float64Array.of(...series.history, ...series.actual.subarray(0, k))
      const later = { ...series, history, actual: series.actual.slice(k) }
      cut.push(later)
      kept.push(fitted.forecast({ horizon: 18 - k, levels: [] }).mean)
      anew.push(forecast(model, later))
    }
  }
  return owaOf(cut, kept) / owaOf(cut, anew) - 1
}

function reconciliation(): string[] {
  const n = 100_000
  const tree = treeOf(Int32Array.from({ length: n }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 10))))
  const base = Float64Array.from({ length: 18 * n }, (_, i) => ((i * 7919) % 1000) - 100)
  const begin = process.cpuUsage().user
  reconcileTree({ tree, base, columns: 18, method: 'structural', nonNegative: true })
  return [
    `100,000 nodes x 18 periods, MinT structural, non-negative: ${((process.cpuUsage().user - begin) / 1e6).toFixed(2)} s.`,
  ]
}

function fittedTo(model: Model, history: Float64Array): Fitted {
  const fitted = model.fit(history, { seasonLength: 12 })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}

function forecast(model: Model, { history, actual }: CompetitionSeries): Float64Array {
  return fittedTo(model, history).forecast({ horizon: actual.length, levels: [80, 95] }).mean
}

function owaOf(set: CompetitionSeries[], means: ArrayLike<number>[]): number {
  const base = set.map((series) => forecast(naive2(), series))
  const given = (i: number, of: ArrayLike<number>) => ({ ...set[i]!, forecast: of })
  return owa({
    smape: means.map((mean, i) => smape(given(i, mean))),
    mase: means.map((mean, i) => mase(given(i, mean))),
    naive2Smape: base.map((mean, i) => smape(given(i, mean))),
    naive2Mase: base.map((mean, i) => mase(given(i, mean))),
  })
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
