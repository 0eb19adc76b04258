import { cpuOf, cpuOfTree } from '../parts/cpu.ts'
import { forecastAll, openOrderCompany, type Seen } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 23_000)
const BAR_S = 60

/** First forecasts after a load: SERIES series over months and weeks, units and money, and whether the progress shown was true. */
export async function run(): Promise<string> {
  const company = await openOrderCompany({ series: SERIES })
  try {
    const seen: Seen[] = []
    const pid = company.product().child.pid!
    const before = { all: cpuOfTree(pid), server: cpuOf(pid) }
    const cpu = { all: 0, server: 0 }
    await forecastAll(company, (now) => {
      if (now.views < 4) {
        cpu.all = cpuOfTree(pid) - before.all
        cpu.server = cpuOf(pid) - before.server
      }
      seen.push(now)
    })
    const count = 4 * company.seriesOfView
    const seconds = at(seen, 4)
    return [
      `${company.orderLines.toLocaleString('en')} order lines, ${count.toLocaleString('en')} series in four views (bar: 23,000), after a load. Baseline: the same series one view after the other, each measured before it is shown, is what "measured too" tells.`,
      '',
      '| what | measured | bar |',
      '|---|---|---|',
      ...[1, 2, 3].map((n) => `| views forecast: ${n} | ${at(seen, n).toFixed(1)} s | |`),
      `| all series forecast | ${seconds.toFixed(1)} s | <= ${BAR_S} s for 23,000 |`,
      `| series forecast in a minute | ${Math.round((60 * count) / seconds).toLocaleString('en')} | >= 23,000 |`,
      `| CPU until then, ms per series: server, PostgreSQL | ${(cpu.server / count).toFixed(1)}, ${((cpu.all - cpu.server) / count).toFixed(1)} | <= 5.2 together on 2 cores |`,
      ...(process.env.ONLY_FORECASTS
        ? []
        : [
            `| all series measured too | ${seen.at(-1)!.seconds.toFixed(1)} s | |`,
            `| farthest that the progress shown was from the time in truth | ${(100 * farthest(seen)).toFixed(0)} points | |`,
            `| share of the time that it said 99 % or more | ${(100 * saidDone(seen)).toFixed(0)} % | |`,
            `| share of the time that none was shown | ${(100 * saidNothing(seen)).toFixed(0)} % | |`,
          ]),
    ].join('\n')
  } finally {
    await company.close()
  }
}

function at(seen: readonly Seen[], views: number): number {
  return seen.find((each) => each.views >= views)?.seconds ?? Number.NaN
}

/** How far the share that is said to be done is from the share of the time that has passed. */
function farthest(seen: readonly Seen[]): number {
  const total = seen.at(-1)!.seconds
  return Math.max(
    0,
    ...seen.flatMap(({ seconds, progress }) => (progress ? [Math.abs(progress.share - seconds / total)] : [])),
  )
}

function saidDone(seen: readonly Seen[]): number {
  return seen.filter(({ progress }) => progress && progress.share >= 0.99).length / seen.length
}

function saidNothing(seen: readonly Seen[]): number {
  return seen.slice(0, -1).filter(({ progress }) => progress === null).length / seen.length
}
