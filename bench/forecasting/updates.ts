import { autoModel, ets, type Model } from '@drumbeat/forecasting'
import { table } from './bars.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { type Forecasts, scoreForecasts } from './peers-score.ts'
import { type Follower, fittedTo, type Start, type Way, watchOf, ways } from './updates-ways.ts'

/**
 * What updating costs and loses on M3: against a refit at every origin (the yardstick), a model updated by `update`, the same in
 * place (`online`), and one under watch, which is fitted anew when its errors drift. Refits are counted, and their time is in.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const all = readM3(folder)
  const monthly = all.filter(({ period }) => period === 'monthly')
  const rows = [ets(), autoModel()].flatMap((model) => measured(model, monthly, { origins: 6, rounds }))
  const shorter = Object.entries({ quarterly: 4, yearly: 3 }).flatMap(([period, origins]) =>
    measured(
      autoModel(),
      all.filter((each) => each.period === period),
      { origins, rounds: 1 },
    ).map((cells) => [period, ...cells]),
  )
  return [
    `${monthly.length} monthly series, 6 origins each. CPU time of the process for one value taken and a forecast of 18 steps with intervals`,
    `at 80 and 95 %: cold is the first pass over all series, warm the mean of ${rounds} more, each from the same fits.`,
    '',
    table([...head, ...costs], rows, 2),
    '',
    'What updating loses and costs where histories are shorter, over 4 and 3 origins; of quarters an update fits members anew',
    '(decisions/0082), so that warm is one pass more:',
    '',
    table(['period', ...head, ...costs], shorter, 3),
  ].join('\n')
}

const head = ['model', 'way', 'OWA', 'lost', '95 % covers', 'MSIS']
const costs = ['refits of updates', 'microseconds cold', 'warm']
const rounds = 8
const request = { horizon: 18, levels: [80, 95] }

function measured(
  model: Model,
  set: readonly CompetitionSeries[],
  { origins, rounds }: { origins: number; rounds: number },
): string[][] {
  const starts = set.map((series) => startOf(model, series))
  const asked: Way[] = ['updated', 'updated in place', 'under watch']
  const times = asked.map((way) => {
    const cold = timed(starts, set, { way, origins })
    let warm = 0
    for (let round = 0; round < rounds; round++) warm += timed(starts, set, { way, origins }) / rounds
    return [cold.toFixed(1), warm.toFixed(1)]
  })
  return losses(model, set, { starts, origins }).map((cells, i) => [...cells, ...(i === 0 ? ['', ''] : times[i - 1]!)])
}

/** What is worked out once for all updates of a model belongs to its fit. */
function startOf(model: Model, { history, seasonLength }: CompetitionSeries): Start {
  const fitted = fittedTo(model, history, seasonLength)
  fitted.update(Number.NaN)
  return { model, fitted, begun: watchOf(model, history, seasonLength), history, seasonLength }
}

/** Microseconds of CPU for a value and its forecast, all threads of the process counted. */
function timed(
  starts: readonly Start[],
  set: readonly CompetitionSeries[],
  { way, origins }: { way: Way; origins: number },
): number {
  const followers = starts.map((start) => ways[way](start))
  const begin = process.cpuUsage()
  for (let k = 0; k < origins; k++) {
    for (const [i, follower] of followers.entries()) {
      follower.take(set[i]!.actual[k]!)
      follower.forecast(request)
    }
  }
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / origins / followers.length
}

/** By way: name, way, OWA, what is lost against refitting, coverage, MSIS and refits. */
function losses(
  model: Model,
  set: readonly CompetitionSeries[],
  { starts, origins }: { starts: readonly Start[]; origins: number },
): string[][] {
  let yardstick = 0
  return (['refitted every time', 'updated', 'updated in place', 'under watch'] as const).map((way) => {
    const followers = starts.map((start) => ways[way](start))
    const { owa, covers95, msis } = followed(followers, set, origins)
    yardstick ||= owa
    const refits = followers.reduce((sum, follower) => sum + follower.refits(), 0)
    const lost = `${(100 * (owa / yardstick - 1)).toFixed(2)} %`
    const cells = [model.name, way, owa.toFixed(4), lost, covers95.toFixed(1), msis.toFixed(2)]
    return [...cells, `${refits} of ${origins * set.length}`]
  })
}

function followed(followers: readonly Follower[], set: readonly CompetitionSeries[], origins: number) {
  const [mean, lo, hi]: [Float64Array[], Float64Array[], Float64Array[]] = [[], [], []]
  const later: CompetitionSeries[] = []
  for (let k = 1; k <= origins; k++) {
    for (const [i, follower] of followers.entries()) {
      const series = set[i]!
      follower.take(series.actual[k - 1]!)
      const forecast = follower.forecast({ horizon: series.actual.length - k, levels: [95] })
      mean.push(forecast.mean.slice())
      lo.push(forecast.intervals[0]!.lo.slice())
      hi.push(forecast.intervals[0]!.hi.slice())
      const history = Float64Array.of(...series.history, ...series.actual.subarray(0, k))
      later.push({ ...series, history, actual: series.actual.slice(k) })
    }
  }
  const all: Forecasts = { mean, lo, hi }
  return scoreForecasts(later, all)
}
