import { autoModel, dynamicTheta, ets, type Model } from '@drumbeat/forecasting'
import { runArima, runAugurs } from '../peers/npm.ts'
import type { Peer, PeerRequest } from '../peers/peer.ts'
import { runLightgbm, runStatsforecast } from '../peers/python.ts'
import { runRForecast } from '../peers/r-forecast.ts'
import { type Bar, table } from './bars.ts'
import { measureCrossFitted, type SeriesScore } from './cross-fitted.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { type Forecasts, pooled, type SetScore, scoreForecasts } from './peers-score.ts'

/** The table of `measurePeers`. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const { bySeries } = measureCrossFitted(folder)
  return peersTable(measurePeers(readM3(folder), bySeries))
}

/** One model, ours or a peer's, on a sample of monthly M3 series. */
export interface PeerRow extends SetScore {
  readonly name: string
  /** CPU milliseconds per series in one thread: fitting and forecasting 18 steps. */
  readonly milliseconds: number
  /** The sample: every how-manieth monthly series; 1 for all 1,428. */
  readonly every: number
}

/** All rows, and what could not be had. */
export interface PeerMeasure {
  readonly rows: readonly PeerRow[]
  readonly missing: readonly string[]
}

const [level, horizon, seasonLength] = [95, 18, 12]

/**
 * Ours and the peers on the same series in one run. `auto` is scored by its cross-fitted forecasts and timed as it ships;
 * slow peers see every 30th series, others every 10th; AutoETS and LightGBM, which learns from all of them, see all.
 */
export function measurePeers(
  all: readonly CompetitionSeries[],
  bySeries: ReadonlyMap<string, SeriesScore>,
): PeerMeasure {
  const monthly = all.filter(({ period }) => period === 'monthly')
  const rows: PeerRow[] = []
  const missing: string[] = []
  for (const { of, every, ask } of peers) {
    const set = everyOf(monthly, every)
    const peer = ask({ seasonLength, horizon, level, series: set.map(({ history }) => [...history]) })
    if (peer.kind === 'missing') missing.push(`${of}: ${peer.reason}`)
    else {
      for (const { name, milliseconds, ...found } of peer.results) {
        rows.push({ ...{ name: `${of} ${peer.version} ${name}`, every, milliseconds }, ...scoreForecasts(set, found) })
      }
    }
    for (const model of [ets(), dynamicTheta(), autoModel()]) {
      if (rows.some((row) => row.name === model.name && row.every === every)) continue
      rows.push(ownRow({ model, every, set, bySeries, warm: monthly.slice(0, 200) }))
    }
  }
  return { rows, missing }
}

const peers: readonly { of: string; every: number; ask: (request: PeerRequest) => Peer }[] = [
  { of: 'statsforecast', every: 10, ask: runStatsforecast },
  { of: 'augurs', every: 10, ask: runAugurs },
  { of: 'R forecast', every: 10, ask: (request) => runRForecast({ ...request, names: ['thetaf'] }) },
  { of: 'R forecast', every: 30, ask: (request) => runRForecast({ ...request, names: ['ets', 'auto.arima'] }) },
  { of: 'arima', every: 30, ask: runArima },
  { of: 'lightgbm', every: 1, ask: runLightgbm },
  { of: 'statsforecast', every: 1, ask: (request) => runStatsforecast({ ...request, names: ['AutoETS'] }) },
]

/** Rows by sample, and what could not be had. */
export function peersTable({ rows, missing }: PeerMeasure): string {
  const cells = rows
    .toSorted((a, b) => b.every - a.every || a.milliseconds - b.milliseconds)
    .map((row) => [
      ...[row.name, row.every === 1 ? 'all 1,428' : `every ${row.every}th`, row.milliseconds.toFixed(2)],
      ...[
        row.owa.toFixed(4),
        row.smape.toFixed(2),
        row.covers95.toFixed(1),
        row.msis < 1e4 ? row.msis.toFixed(2) : row.msis.toExponential(0),
      ],
    ])
  const head = ['model', 'M3 monthly', 'CPU ms per series', 'OWA', 'sMAPE', '95 % covers', 'MSIS']
  const had = missing.length === 0 ? [] : ['', `Could not be had: ${missing.join('; ')}.`]
  return [table(head, cells, 2), ...had].join('\n')
}

/** Speed at no worse accuracy, and the intervals, each against its peer on the same series in the same run. */
export function peersBars({ rows }: PeerMeasure): Bar[] {
  const faster = (ours: string, theirs: string, given: { every: number; wanted: number }): Bar => {
    const own = rows.find((row) => row.name === ours && row.every === given.every)
    const peer = rows.find((row) => row.name.endsWith(` ${theirs}`) && row.every === given.every)
    const target = `>= ${given.wanted} x at OWA <= ${peer ? peer.owa.toFixed(4) : 'its'}`
    const about = `${ours} against ${theirs}, ${given.every === 1 ? 'all monthly' : `every ${given.every}th monthly`}`
    if (!own || !peer) return { about, target, measured: 'peer missing', met: undefined }
    const ratio = peer.milliseconds / own.milliseconds
    const measured = `${ratio.toFixed(0)} x (${own.milliseconds.toFixed(2)} ms) at OWA ${own.owa.toFixed(4)}`
    return { about, target, measured, met: ratio >= given.wanted && own.owa <= peer.owa }
  }
  return [
    faster('ETS', 'AutoETS', { every: 1, wanted: 140 }),
    faster('ETS', 'AutoETS', { every: 10, wanted: 140 }),
    faster('auto', 'SCUM', { every: 10, wanted: 400 }),
    sharpest(rows),
  ]
}

function sharpest(rows: readonly PeerRow[]): Bar {
  const isOurs = (row: PeerRow) => !row.name.includes(' ')
  const ratios = rows
    .filter((row) => !isOurs(row) && Number.isFinite(row.msis))
    .map((peer) => ({ peer, own: rows.find((row) => row.name === 'auto' && row.every === peer.every)! }))
    .toSorted((a, b) => a.peer.msis / a.own.msis - b.peer.msis / b.own.msis)
  const nearest = ratios[0]
  const about = 'MSIS of auto (cross-fitted) beside every peer'
  if (!nearest) return { about, target: 'below all', measured: 'peers missing', met: undefined }
  const measured = `${nearest.own.msis.toFixed(2)} beside ${nearest.peer.msis.toFixed(2)} of the nearest, ${nearest.peer.name}`
  return { about, target: 'below all', measured, met: ratios.every(({ peer, own }) => own.msis < peer.msis) }
}

function ownRow(given: {
  model: Model
  every: number
  set: readonly CompetitionSeries[]
  bySeries: ReadonlyMap<string, SeriesScore>
  warm: readonly CompetitionSeries[]
}): PeerRow {
  const { model, every, set, bySeries, warm } = given
  forecastAll(model, warm)
  const rounds = every === 1 ? 1 : 5
  const times: number[] = []
  let found = forecastAll(model, set)
  for (let round = 0; round < rounds; round++) {
    const begin = process.cpuUsage()
    found = forecastAll(model, set)
    const { user, system } = process.cpuUsage(begin)
    times.push((user + system) / 1000 / set.length)
  }
  const milliseconds = times.toSorted((a, b) => a - b)[rounds >> 1]!
  const score =
    model.name === 'auto'
      ? pooled(
          set,
          set.map(({ id }) => bySeries.get(id)!),
        )
      : scoreForecasts(set, found)
  return { name: model.name, every, milliseconds, ...score }
}

/** Points and both intervals, 80 and 95 %, though peers are timed without any. */
function forecastAll(model: Model, set: readonly CompetitionSeries[]): Forecasts {
  const found = set.map(({ history }) => {
    const fitted = model.fit(history, { seasonLength })
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    return fitted.forecast({ horizon, levels: [80, level] })
  })
  return {
    mean: found.map(({ mean }) => mean),
    lo: found.map(({ intervals }) => intervals[1]!.lo),
    hi: found.map(({ intervals }) => intervals[1]!.hi),
  }
}

function everyOf<T>(values: readonly T[], every: number): T[] {
  return values.filter((_, i) => i % every === 0)
}
