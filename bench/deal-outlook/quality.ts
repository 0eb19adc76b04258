import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCsv } from '../../src/cli/deal-outlook/csv-table.ts'
import { fitFile } from '../../src/cli/deal-outlook/fit-file.ts'
import { type BoostingResult, type BoostingSet, boostingSets, runBoosters } from '../peers/boosting.ts'

/**
 * `fitScore` beside scikit-learn's HistGradientBoosting and LightGBM, on the same train and test rows of each set. DRUMBEAT_SETS
 * names some of them, comma-separated.
 */
export async function run(): Promise<string> {
  const named = process.env.DRUMBEAT_SETS?.split(',')
  const sets = boostingSets(join(tmpdir(), 'drumbeat-boosting-sets')).filter(
    ({ name }) => named?.includes(name) ?? true,
  )
  const lines = [
    'Test rows of the same split; bars: AUC within 0.005 and Brier within 0.002 of HistGradientBoosting, 60 s.',
    '',
    '| set | rows | model | AUC | Brier | log loss | calibration error | s | bars |',
    '| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |',
  ]
  for (const set of sets) {
    const { results } = runBoosters(set)
    const own = ownResult(set)
    const [histogram] = results
    const met = own.auc >= histogram!.auc - 0.005 && own.brier <= histogram!.brier + 0.002 && own.seconds <= 60
    lines.push(row(set, own, met ? 'met' : 'missed'), ...results.map((result) => row(set, result, '')))
  }
  return lines.join('\n')
}

function ownResult(set: BoostingSet): BoostingResult {
  const csv = readCsv(readFileSync(set.file, 'utf8'))
  const [begin, cpu] = [performance.now(), process.cpuUsage()]
  const { model } = fitFile(csv, {
    ...{ model: '', target: 'target', split: 'split', numeric: set.numeric, categorical: set.categorical },
    ...{ dates: set.dates, without: [], seed: 1, evenWithoutSignal: true },
  })
  const seconds = (performance.now() - begin) / 1000
  const used = process.cpuUsage(cpu)
  const { auc, brier, logLoss, calibrationError } = model.quality!
  const spent = ((used.user + used.system) / 1e6).toFixed(1)
  return { name: `Drumbeat (${spent} CPU s)`, seconds, auc, brier, logLoss, calibrationError }
}

function row({ name, rows }: BoostingSet, result: BoostingResult, bars: string): string {
  const { auc, brier, logLoss, calibrationError, seconds } = result
  const numbers = [auc, brier, logLoss, calibrationError].map((value) => value.toFixed(4))
  return `| ${[name, rows, result.name, ...numbers, seconds.toFixed(1), bars].join(' | ')} |`
}
