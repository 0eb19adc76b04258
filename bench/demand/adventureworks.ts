import { backtestsOf } from '#demand/accuracy.ts'
import { timelineOf } from '#demand/calendar.ts'
import { forecastSeries, type Task } from '#demand/forecast.ts'
import { taskOf } from '#demand/inputs.ts'
import { outcomesOf } from '#demand/outcomes.ts'
import type { Accuracy } from '#demand/schema.ts'
import type { Series } from '#demand/series.ts'
import { adventureWorks, adventureWorksFolder } from './adventureworks-lines.ts'
import { monthlySeries } from './series-of.ts'
import { taught } from './taught.ts'

/**
 * Forecasts every AdventureWorks item x territory series (and every node above) in months and units, and measures it by
 * rolling origin against the seasonal naive model from the same origins. One thread.
 */
export async function run(): Promise<string> {
  const folder = adventureWorksFolder()
  if (!folder) return 'AdventureWorks files not found: set DRUMBEAT_TEST_DATA to the folder that holds adventureworks/.'
  const { lines, items } = adventureWorks(folder)
  const days = lines.map((line) => line.day).sort()
  const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const
  const timeline = timelineOf({
    ...{ grain: 'month', calendar, today: '2014-02-15' },
    ...{ firstOn: days[0]!, lastOn: days.at(-1)! },
  })
  const undated = items.map((item) => ({ ...item, activeFrom: null, activeTo: null }))
  const series = monthlySeries({ lines, items: undated, timeline })
  const { closed } = timeline
  const alone = series.map((each) => taskOf(each, { grain: 'month', calendar, closed }))
  const tasks = taught(alone, { at: closed, measured: true })
  const timed = tasks.map(timedForecast)
  const began = process.cpuUsage()
  const { outcomes } = outcomesOf({ tasks, forecasts: timed.map(({ forecast }) => forecast) })
  const together = process.cpuUsage(began).user / 1e6
  const results = series.map((each, i) => ({ series: each, ...timed[i]!, accuracy: outcomes[i]!.accuracy }))
  const isLeaf = ({ node }: Series) => node.level === 'item' && node.territoryId !== null
  return [
    `${lines.length} order lines; ${timeline.closed - timeline.first} closed months (${timeline.periods[timeline.first]!.label} to ${timeline.periods[timeline.closed - 1]!.label}).`,
    '',
    '| series | count | measured | ms per forecast | ms per forecast with accuracy | WAPE | WAPE naive | ratio | MASE | 80 % covers | 95 % covers |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    rowFor(
      'item x territory',
      results.filter((each) => isLeaf(each.series)),
    ),
    rowFor(
      'every node above',
      results.filter((each) => !isLeaf(each.series)),
    ),
    '',
    `Making all forecasts add up, those of now and of six earlier origins, and measuring them: ${together.toFixed(1)} CPU s.`,
  ].join('\n')
}

type Result = { series: Series; forecastMs: number; trialsMs: number; accuracy: Accuracy | null }

function rowFor(name: string, results: Result[]): string {
  const outcomes = results.map((each) => ({ ...each, volume: lastYear(each.series) }))
  const measured = outcomes.filter((each) => each.accuracy !== null)
  const mean = (pick: (each: (typeof outcomes)[number]) => number) =>
    outcomes.reduce((sum, each) => sum + pick(each), 0) / outcomes.length
  const weighted = (pick: (accuracy: Accuracy) => number) =>
    measured.reduce((sum, each) => sum + pick(each.accuracy!) * each.volume, 0) /
    measured.reduce((sum, each) => sum + each.volume, 0)
  const plain = (pick: (accuracy: Accuracy) => number | null) => {
    const known = measured.map((each) => pick(each.accuracy!)).filter((value) => value !== null)
    return known.reduce((sum, value) => sum + value, 0) / known.length
  }
  const [own, naive] = [weighted((accuracy) => accuracy.wape), weighted((accuracy) => accuracy.naiveWape)]
  const share = (value: number) => `${(100 * value).toFixed(1)} %`
  const cells = [
    ...[name, results.length, measured.length],
    ...[mean((each) => each.forecastMs).toFixed(2), mean((each) => each.forecastMs + each.trialsMs).toFixed(2)],
    ...[share(own), share(naive), (own / naive).toFixed(3), plain((accuracy) => accuracy.mase).toFixed(3)],
    ...[share(plain((accuracy) => accuracy.coverage80)), share(plain((accuracy) => accuracy.coverage95))],
  ]
  return `| ${cells.join(' | ')} |`
}

/** The volume that WAPE is weighted with: what the series sold in its last year. */
function lastYear({ values }: Series): number {
  return values.subarray(-12).reduce((sum, value) => sum + Math.abs(value), 0)
}

function timedForecast(task: Task) {
  const began = performance.now()
  const forecast = forecastSeries(task)
  const whole = performance.now() - began
  const again = performance.now()
  backtestsOf(task)
  const trialsMs = performance.now() - again
  return { forecast, trialsMs, forecastMs: Math.max(0, whole - trialsMs) }
}
