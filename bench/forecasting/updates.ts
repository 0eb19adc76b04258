import { autoModel, ets, type Fitted, type Model, type Values, watch } from '@drumbeat/forecasting'
import { table } from './bars.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { scoreForecasts } from './peers-score.ts'

/**
 * What updating costs and loses on all monthly M3 series, over six origins: against a refit at every origin (the yardstick), a
 * model updated only, and one under watch, which is fitted anew when its errors drift. Refits are counted, and their time is in.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const set = readM3(folder).filter(({ period }) => period === 'monthly')
  const rows = [ets(), autoModel()].flatMap((model) => measured(model, set))
  return [
    `${set.length} monthly M3 series, ${origins} origins each; CPU time of one thread.`,
    '',
    table(['model', 'way', 'OWA', 'lost', 'refits of updates', 'microseconds an update, with its forecast'], rows, 2),
  ].join('\n')
}

const origins = 6

/** Takes the next value and forecasts; says how often it has been fitted anew. */
interface Follower {
  take(value: number): void
  fitted(): Fitted
  refits(): number
}

function measured(model: Model, set: readonly CompetitionSeries[]): string[][] {
  const ways = { 'refitted every time': refitting, updated, 'under watch': watched }
  let yardstick = 0
  return Object.entries(ways).map(([way, follow]) => {
    followAll(set.slice(0, 200), (history) => follow(model, history))
    const { owa, refits, microseconds } = followAll(set, (history) => follow(model, history))
    yardstick ||= owa
    const lost = `${(100 * (owa / yardstick - 1)).toFixed(2)} %`
    return [model.name, way, owa.toFixed(4), lost, `${refits} of ${origins * set.length}`, microseconds.toFixed(1)]
  })
}

function followAll(set: readonly CompetitionSeries[], follow: (history: Float64Array) => Follower) {
  const followers = set.map(({ history }) => follow(history))
  for (const follower of followers) warm(follower)
  const later: CompetitionSeries[] = []
  const mean: Float64Array[] = []
  const begin = process.cpuUsage().user
  for (let k = 1; k <= origins; k++) {
    for (const [i, follower] of followers.entries()) {
      follower.take(set[i]!.actual[k - 1]!)
      mean.push(
        follower
          .fitted()
          .forecast({ horizon: 18, levels: [80, 95] })
          .mean.slice(0, 18 - k),
      )
    }
  }
  const microseconds = (process.cpuUsage().user - begin) / mean.length
  for (let k = 1; k <= origins; k++) {
    for (const series of set) {
      const history = Float64Array.of(...series.history, ...series.actual.subarray(0, k))
      later.push({ ...series, history, actual: series.actual.slice(k) })
    }
  }
  const refits = followers.reduce((sum, follower) => sum + follower.refits(), 0)
  return { owa: scoreForecasts(later, { mean }).owa, refits, microseconds }
}

/** What is worked out once for all updates of a model belongs to its fit. */
function warm(follower: Follower): void {
  follower
    .fitted()
    .update(Number.NaN)
    .forecast({ horizon: 18, levels: [80, 95] })
}

function updated(model: Model, history: Float64Array): Follower {
  let fitted = fittedTo(model, history)
  return {
    take(value) {
      fitted = fitted.update(value)
    },
    fitted: () => fitted,
    refits: () => 0,
  }
}

function refitting(model: Model, history: Float64Array): Follower {
  const values = Array.from(history)
  let fitted = fittedTo(model, values)
  return {
    take(value) {
      values.push(value)
      fitted = fittedTo(model, values)
    },
    fitted: () => fitted,
    refits: () => values.length - history.length,
  }
}

function watched(model: Model, history: Float64Array): Follower {
  let now = watch({ series: history, model, seasonLength: 12 })
  if (now.kind === 'declined') throw new Error(now.reason)
  return {
    take(value) {
      if (now.kind === 'watched') now = now.update(value)
    },
    fitted: () => (now.kind === 'watched' ? now.fitted : fittedTo(model, history)),
    refits: () => (now.kind === 'watched' ? now.refits : 0),
  }
}

function fittedTo(model: Model, history: Values): Fitted {
  const fitted = model.fit(history, { seasonLength: 12 })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}
