import { cpuOfTree } from '../parts/cpu.ts'
import { forecastAll, openOrderCompany, type Seen } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 23_000)
const BAR_S = 60

/** First forecasts after a load: SERIES series over months and weeks, units and money, and whether the progress shown was true. */
export async function run(): Promise<string> {
  const company = await openOrderCompany({ series: SERIES })
  try {
    const seen: Seen[] = []
    const pid = company.product().child.pid!
    const before = cpuOfTree(pid)
    const seconds = await forecastAll(company, (view) => seen.push(view))
    const cpu = (cpuOfTree(pid) - before) / 1000
    const count = 4 * company.seriesOfView
    return [
      `${company.orderLines.toLocaleString('en')} order lines, ${count.toLocaleString('en')} series in four views (bar: 23,000), after a load.`,
      '',
      '| what | measured | bar |',
      '|---|---|---|',
      ...[1, 2, 3, 4].map((n) => `| views forecast: ${n} | ${at(seen, n).toFixed(1)} s | |`),
      `| all series | ${seconds.toFixed(1)} s | <= ${BAR_S} s for 23,000 |`,
      `| of these series in a minute | ${Math.round((60 * count) / seconds).toLocaleString('en')} | >= 23,000 |`,
      `| CPU of server and PostgreSQL, ms per series | ${((1000 * cpu) / count).toFixed(1)} | |`,
      `| farthest that the progress shown was from the time in truth | ${(100 * farthest(seen, seconds)).toFixed(0)} points | |`,
      `| share of the time that it said all was done | ${(100 * saidDone(seen)).toFixed(0)} % | 0 % |`,
    ].join('\n')
  } finally {
    await company.close()
  }
}

function at(seen: readonly Seen[], views: number): number {
  return seen.find((each) => each.views >= views)?.seconds ?? Number.NaN
}

/** How far the share that is said to be done is from the share of the time that has passed. */
function farthest(seen: readonly Seen[], total: number): number {
  const off = seen.flatMap(({ seconds, progress }) =>
    progress ? [Math.abs(progress.done / Math.max(1, progress.series) - seconds / total)] : [],
  )
  return Math.max(0, ...off)
}

function saidDone(seen: readonly Seen[]): number {
  const shown = seen.filter(({ progress }) => progress !== null)
  return shown.filter(({ progress }) => progress!.done >= progress!.series).length / Math.max(1, shown.length)
}
