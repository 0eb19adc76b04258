import { binTable } from '../boosting/binned.ts'
import { binOf, type Encoding } from '../boosting/encoding.ts'
import { addTree, leadsLeft, type Tree } from '../boosting/tree.ts'
import { treeReasons } from '../boosting/tree-reasons.ts'
import { calibrated } from '../calibration/calibrate.ts'
import { expit, logit } from '../logit.ts'
import { Refusal } from '../refusal.ts'
import { checkTable, type Table } from '../table.ts'
import { baselineOf, type ScoreModel } from './model.ts'

/** What is known of one deal, by column; null, NaN and the empty text are missing values. */
export type DealValues = Readonly<Record<string, number | string | null>>

/** A deal's probability with its reasons: `baseline` plus all contributions is the log odds, to rounding. */
export interface Reasoned {
  readonly probability: number
  readonly logOdds: number
  readonly baseline: number
  /** In log odds, largest first; columns that did not matter are left out. */
  readonly contributions: readonly { readonly column: string; readonly logOdds: number }[]
}

/** Scores one deal, or many, without learning anything anew. */
export interface Scorer {
  /** Probabilities of all rows of a table. */
  scoreTable(table: Table): Float64Array
  /** The probability of one deal. */
  score(deal: DealValues): number
  /** The probability of one deal with its reasons. */
  explain(deal: DealValues): Reasoned
}

/** Makes a scorer of a fitted model. */
export function scorerOf(model: ScoreModel): Scorer {
  const bins = model.encodings.map((encoding) => ({ name: encoding.name, of: binOf(encoding) }))
  const baseline = model.inUse ? baselineOf(model) : { raw: 0, logOdds: logit(model.baseRate) }

  function binned(deal: DealValues): Uint8Array {
    return Uint8Array.from(bins, ({ name, of }) => of(known(deal, name)))
  }

  function explain(deal: DealValues): Reasoned {
    const row = binned(deal)
    if (!model.inUse) return { ...saidOf(baseline.logOdds), baseline: baseline.logOdds, contributions: [] }
    const raw = rawScore(model, row)
    const parts = new Float64Array(bins.length)
    for (const tree of model.trees) treeReasons(tree, row, parts)
    return reasoned({ names: bins.map(({ name }) => name), parts, raw, baseline, model })
  }

  function score(deal: DealValues): number {
    const row = binned(deal)
    return model.inUse ? expit(calibrated(model.calibration, rawScore(model, row))) : model.baseRate
  }

  return { score, explain, scoreTable: (table) => scoreTable(model, table) }
}

function scoreTable(model: ScoreModel, table: Table): Float64Array {
  checkTable(table)
  for (const encoding of model.encodings) checkColumn(table, encoding)
  if (!model.inUse) return new Float64Array(table.rows).fill(model.baseRate)
  const binned = binTable(table, model.encodings)
  const scores = new Float64Array(table.rows).fill(model.start)
  for (const tree of model.trees) addTree({ tree, binned, scores })
  return scores.map((raw) => expit(calibrated(model.calibration, raw)))
}

function checkColumn(table: Table, { name, kind }: Encoding): void {
  const column = table.columns.find((each) => each.name === name)
  const wanted = kind === 'numeric' ? 'numeric' : 'category'
  if (column?.kind === wanted) return
  const problem = column ? `is a ${column.kind} column, but was ${wanted} when` : 'is missing; it was there when'
  const message = `The column "${name}" ${problem} the model was fitted. Give the same columns; values may be missing.`
  throw new Refusal({ code: 'column', value: name, message })
}

function known(deal: DealValues, name: string): number | string | null {
  const value = deal[name]
  if (value !== undefined) return value
  const message = `The deal has no "${name}". Give it, or null where it is not known.`
  throw new Refusal({ code: 'column', value: name, message })
}

function rawScore({ start, trees }: ScoreModel, row: Uint8Array): number {
  let score = start
  for (const tree of trees) score += valueAt(tree, row)
  return score
}

function valueAt({ column, goesLeft, left, right, value }: Tree, row: Uint8Array): number {
  let node = 0
  for (let c = column[0]!; c >= 0; c = column[node]!) {
    node = leadsLeft(goesLeft, node, row[c]!) ? left[node]! : right[node]!
  }
  return value[node]!
}

/** Carries the reasons through the calibration: stretched alike, so that they sum to the calibrated log odds. */
function reasoned(given: {
  names: readonly string[]
  parts: Float64Array
  raw: number
  baseline: { raw: number; logOdds: number }
  model: ScoreModel
}): Reasoned {
  const { names, parts, raw, baseline, model } = given
  const logOdds = calibrated(model.calibration, raw)
  const moved = raw - baseline.raw
  const level = Math.abs(moved) < 1e-12
  const stretch = level ? 1 : (logOdds - baseline.logOdds) / moved
  const contributions = names
    .map((column, c) => ({ column, logOdds: parts[c]! * stretch }))
    .filter((part) => part.logOdds !== 0)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
  return { ...saidOf(logOdds), baseline: baseline.logOdds, contributions }
}

function saidOf(logOdds: number): { probability: number; logOdds: number } {
  return { probability: expit(logOdds), logOdds }
}
