import { autoModel, dynamicTheta, ets, type Model, naive2, seasonalNaive, theta } from '@drumbeat/forecasting'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'
import { type Score, scoreModel } from './score.ts'

/** Scores the models on all 3,003 M3 series, by period and in all, and returns the table as lines of markdown. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const set = readM3(folder)
  const models = [naive2(), seasonalNaive(), theta(), dynamicTheta(), ets(), ets({ damped: true }), autoModel()]
  const lines = [
    '| model | period | series | OWA | sMAPE | MASE | 80 % covers | 95 % covers | MSIS | ms per series |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ]
  for (const model of models) {
    scoreModel(model, set.slice(0, 300))
    for (const [period, part] of parts(set)) lines.push(row(model, period, scoreModel(model, part)))
  }
  return lines.join('\n')
}

function parts(set: CompetitionSeries[]): [string, CompetitionSeries[]][] {
  const periods = [...new Set(set.map((series) => series.period))]
  return [
    ['all', set],
    ...periods.map((period): [string, CompetitionSeries[]] => [period, set.filter((s) => s.period === period)]),
  ]
}

function row(model: Model, period: string, score: Score): string {
  const cells = [
    ...[model.name, period, score.series, score.owa.toFixed(4), score.smape.toFixed(2), score.mase.toFixed(3)],
    ...[score.coverage80.toFixed(1), score.coverage95.toFixed(1), score.msis.toFixed(2)],
    score.millisecondsPerSeries.toFixed(3),
  ]
  return `| ${cells.join(' | ')} |`
}
