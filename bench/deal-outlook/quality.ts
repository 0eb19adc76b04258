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
    'Test rows of the same split; bars: AUC within 0.005 and Brier within 0.002 of HistGradientBoosting, fit in 60 s of one core',
    '(its CPU seconds count, as the machine is shared). By chance: the calibration error that probabilities right to the last digit',
    'would have on so few rows, on average.',
    '',
    '| set | rows | model | AUC | Brier | log loss | calibration error | by chance | s | bars |',
    '| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
  ]
  for (const set of sets) {
    const { results } = runBoosters(set)
    const own = ownResult(set)
    const [histogram] = results
    const met = own.auc >= histogram!.auc - 0.005 && own.brier <= histogram!.brier + 0.002 && own.cpu <= 60
    lines.push(row(set, own, met ? 'met' : 'missed'), ...results.map((result) => row(set, result, '')))
  }
  return lines.join('\n')
}

function ownResult(set: BoostingSet): BoostingResult & { cpu: number; chance: number } {
  const csv = readCsv(readFileSync(set.file, 'utf8'))
  const [begin, before] = [performance.now(), process.cpuUsage()]
  const { model } = fitFile(csv, {
    ...{ model: '', target: 'target', split: 'split', numeric: set.numeric, categorical: set.categorical },
    ...{ dates: set.dates, without: [], seed: 1, evenWithoutSignal: true },
  })
  const seconds = (performance.now() - begin) / 1000
  const used = process.cpuUsage(before)
  const { auc, brier, logLoss, calibrationError, reliability, rows } = model.quality!
  const cpu = (used.user + used.system) / 1e6
  const name = `Drumbeat (${cpu.toFixed(1)} CPU s)`
  return { name, seconds, cpu, auc, brier, logLoss, calibrationError, chance: byChance(reliability, rows) }
}

/** The mean distance of a group's outcomes from its probability where that is true: sqrt(2 / pi) of its standard deviation. */
function byChance(groups: readonly { rows: number; said: number }[], rows: number): number {
  const part = ({ rows: n, said }: { rows: number; said: number }) =>
    n * Math.sqrt((2 / Math.PI) * ((said * (1 - said)) / n))
  return groups.reduce((sum, group) => sum + part(group), 0) / rows
}

function row({ name, rows }: BoostingSet, result: BoostingResult & { chance?: number }, bars: string): string {
  const { auc, brier, logLoss, calibrationError, seconds } = result
  const numbers = [auc, brier, logLoss, calibrationError].map((value) => value.toFixed(4))
  const chance = result.chance?.toFixed(4) ?? ''
  return `| ${[name, rows, result.name, ...numbers, chance, seconds.toFixed(1), bars].join(' | ')} |`
}
