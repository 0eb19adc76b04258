import { atLearnedWidth, auto, bandOf, coverage, type Forecast, learnWidths, msis } from '@drumbeat/forecasting'
import { table } from './bars.ts'
import { seriesOfKinds } from './kinds-series.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { fromOrigins } from './origins.ts'

/**
 * Widths learned across the series of a file, as `drumbeat forecast` does: each kind of simulated series is a file, and so is each kind of period of M3 at
 * each of four origins. Learned from the histories alone, 200 of a band of lengths.
 */
export async function run(): Promise<string> {
  const simulated = seriesOfKinds({ count, seed }).filter(({ period }) => !slow.test(period))
  const files = [...Map.groupBy(simulated, ({ period }) => period), ...m3Files()]
  const rows = files.flatMap(([name, file]) => (file.length < 60 ? [] : [rowOf(name, file)]))
  const head = ['file', 'series', 'factors', '80 % covers', 'learned', '95 % covers', 'learned', 'MSIS', 'learned']
  return [table(head, rows, 1), '', summary(rows)].join('\n')
}

const [count, seed] = [200, 20261123]
/** Hours take minutes, and parts have quantiles of their own. */
const slow = /hours|56 ahead|spare parts/

function m3Files(): [string, CompetitionSeries[]][] {
  const folder = m3Folder()
  if (!folder) return []
  const byFile = Map.groupBy(fromOrigins(readM3(folder)), ({ period, back }) => `M3 ${period}, ${back} before`)
  return [...byFile]
}

const sampled = 200

function rowOf(name: string, file: readonly CompetitionSeries[]): string[] {
  const { seasonLength, actual } = file[0]!
  const bands = Map.groupBy(file, ({ history }) => bandOf(history.length))
  const series = [...bands.values()].flatMap((band) => {
    const every = Math.max(1, band.length / sampled)
    return Array.from({ length: Math.min(sampled, band.length) }, (_, i) => band[Math.floor(i * every)]!.history)
  })
  const widths = learnWidths({ series, seasonLength, horizon: actual.length })
  const sums = { own: [0, 0, 0], learned: [0, 0, 0] }
  for (const each of file) {
    const fitted = auto({ series: each.history, seasonLength })
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const own = fitted.forecast({ horizon: each.actual.length, levels: [80, 95] })
    const learned = atLearnedWidth(own, { widths, length: each.history.length, nonNegative: false })
    addScore(sums.own, own, each)
    addScore(sums.learned, learned, each)
  }
  const both = (k: number, digits: number) =>
    [sums.own, sums.learned].map((sum) => (sum[k]! / file.length).toFixed(digits))
  const used = [...bands.keys()].sort((a, b) => a - b).map((band) => widths.bands[band]!.factor.toFixed(2))
  return [name, `${file.length}`, used.join(' '), ...both(0, 1), ...both(1, 1), ...both(2, 2)]
}

function addScore(sums: number[], { intervals }: Forecast, { history, actual, seasonLength }: CompetitionSeries): void {
  const [at80, at95] = intervals
  sums[0]! += 100 * coverage({ actual, ...at80! })
  sums[1]! += 100 * coverage({ actual, ...at95! })
  sums[2]! += msis({ actual, ...at95!, history, seasonLength })
}

function summary(rows: readonly string[][]): string {
  const within = (column: number) =>
    rows.filter((row) => Number(row[column]) >= 93.5 && Number(row[column]) <= 96.5).length
  const logs = rows.map((row) => Math.log(Number(row[8]) / Number(row[7])))
  const mean = Math.exp(logs.reduce((sum, each) => sum + each / logs.length, 0))
  const most = Math.exp(Math.max(...logs))
  return `95 % intervals cover 93.5 to 96.5 % in ${within(5)} of ${rows.length} files as they are, in ${within(6)} as learned; MSIS times ${mean.toFixed(3)} in the mean, ${most.toFixed(3)} at worst.`
}
