import { binTable } from '../boosting/binned.ts'
import { type BoostRules, scoresOf } from '../boosting/boost.ts'
import type { Learning } from '../boosting/prepare.ts'
import { calibrated } from '../calibration/calibrate.ts'
import { expit } from '../logit.ts'
import { type Quality, qualityOf } from '../quality/verdict.ts'
import { randomFrom } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { checkTable, rowsOf, type Table } from '../table.ts'
import type { ScoreModel } from './model.ts'
import { boostRules } from './rules.ts'
import { holdBack, type Order, randomFolds, type Slices, sliceBefore } from './slices.ts'
import { findRecipe, picked, type Recipe, type Trained, train } from './trained.ts'

/** Deals whose outcome is known. */
export interface ScoreRequest extends Order {
  /** What was known of each deal at its snapshot; nothing that was written when it closed. */
  readonly table: Table
  /** 1 for a deal that was won (or whatever is to be foretold), 0 for one that was not. */
  readonly outcomes: ArrayLike<number>
  /** Rows kept for measuring only. Without them the latest fifth is measured on and then learned from too. */
  readonly testRows?: ArrayLike<number> | undefined
  /** The rows stand in the order of time, though no times are given: of many, the last are tried on when the recipe is sought. */
  readonly inOrder?: boolean
  /** Of few rows all are measured on, each by a model that had not learned from its deal, instead of the latest alone. */
  readonly folded?: boolean
  readonly seed?: number
  readonly rules?: Partial<BoostRules>
  /** Uses the trees even when they cannot be told from the base rate. */
  readonly useWithoutSignal?: boolean
}

/** Share of the rows held back to measure on, and of the others to stop and calibrate on. */
const heldShare = 0.2
/** Rows of each outcome below which nothing can be learned and measured. */
const leastOfEach = 10
/** Rows up to which every row is held back once in turn. */
const foldedRows = 10_000

/**
 * Fits a score: trees on the binary log loss, as many as served the later rows best, calibrated there, and measured on the
 * latest rows (without times, on random ones). The model says of every deal the base rate when it cannot be told from that.
 */
export function fitScore(request: ScoreRequest): ScoreModel {
  const { table, seed = 1 } = request
  checkTable(table)
  const outcomes = checkedOutcomes(request)
  checkTimes(request)
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const { learn, held } = testSlices(request, all, seed)
  const few = tooFew(outcomes, learn)
  const counted = request.testRows ? learn : all
  if (few !== undefined) return baseRateModel({ table, outcomes, rows: counted, why: few })
  const rules = boostRules(learn.length, request.rules)
  const learning = { ...request, table, outcomes, rules, seed }
  const places = request.inOrder && !request.times && learn.length > foldedRows ? all : request.times
  const slices = slicesWithin(learn, { ...request, times: places }, seed).filter(
    (slice) => tooFew(outcomes, slice.learn) === undefined,
  )
  if (slices.length === 0) {
    const why = 'The earlier rows hold too few of one outcome to learn from, so every deal gets the base rate.'
    return baseRateModel({ table, outcomes, rows: counted, why })
  }
  const earlier = sliceBefore(slices, { ...request, times: places }, { share: heldShare, seed })
  // Of few rows such a share would be the luck of some hundred.
  const tells = earlier && learn.length > foldedRows && tooFew(outcomes, earlier.learn) === undefined
  const before = tells ? earlier : undefined
  const recipe = findRecipe({ ...learning, slices, before })
  const trained = trainOn(learning, learn, recipe)
  const quality =
    request.folded && !request.testRows && all.length <= foldedRows
      ? measuredByFolds({ learning, all, recipe })
      : held.length === 0
        ? undefined
        : measured({ learning, learn, held, trained, recipe })
  const inUse = request.useWithoutSignal === true || quality?.verdict === 'usable signal'
  // Trees that are not used need not learn from the rows held back as well.
  const last = request.testRows || !inUse ? trained : trainOn(learning, all, recipe)
  return {
    ...{ encodings: last.encodings, start: last.boosted.start, trees: last.boosted.trees },
    calibration: recipe.calibration,
    baseRate: rateOf(outcomes, counted),
    inUse,
    ...(quality && { quality }),
    why: quality
      ? whyOf(quality)
      : 'No rows were left to measure on, so nothing shows that the score is better than the base rate.',
  }
}

type FullLearning = Learning & { rules: BoostRules; seed: number }

function trainOn(learning: FullLearning, rows: Uint32Array, recipe: Recipe): Trained {
  const { table, outcomes, groups, rules, seed } = learning
  // A few rows leave much to the draw of columns; averaging several draws costs little there.
  const members = Math.max(1, Math.min(5, Math.round(20_000 / rows.length)))
  const part = { table: rowsOf(table, rows), outcomes: picked(outcomes, rows) }
  return train({ ...part, groups: groups && Array.from(rows, (row) => groups[row]!), recipe, rules, members, seed })
}

function measuredByFolds(given: { learning: FullLearning; all: Uint32Array; recipe: Recipe }): Quality {
  const { learning, all, recipe } = given
  const { groups, seed } = learning
  const probabilities = new Float64Array(all.length)
  for (const { learn, held } of randomFolds({ rows: all, groups, count: 5, random: randomFrom(seed + 2) })) {
    const said = probabilitiesOf({ learning, held, trained: trainOn(learning, learn, recipe), recipe })
    for (const [i, row] of held.entries()) probabilities[row] = said[i]!
  }
  const { outcomes } = learning
  return qualityOf({ probabilities, outcomes, baseRate: rateOf(outcomes, all), groups, seed })
}

function measured(given: {
  learning: FullLearning
  learn: Uint32Array
  held: Uint32Array
  trained: Trained
  recipe: Recipe
}): Quality {
  const { learning, learn, held } = given
  const probabilities = probabilitiesOf(given)
  const groups = learning.groups && Array.from(held, (row) => learning.groups![row]!)
  const outcomes = picked(learning.outcomes, held)
  return qualityOf({ probabilities, outcomes, baseRate: rateOf(learning.outcomes, learn), groups, seed: learning.seed })
}

function probabilitiesOf(given: {
  learning: Learning
  held: Uint32Array
  trained: Trained
  recipe: Recipe
}): Float64Array {
  const { learning, held, trained, recipe } = given
  const binned = binTable(rowsOf(learning.table, held), trained.encodings)
  return scoresOf(trained.boosted, binned).map((score) => expit(calibrated(recipe.calibration, score)))
}

function testSlices(request: ScoreRequest, all: Uint32Array, seed: number): Slices {
  const { testRows } = request
  if (testRows) {
    const test = new Set(Array.from(testRows))
    return { learn: all.filter((row) => !test.has(row)), held: all.filter((row) => test.has(row)) }
  }
  return holdBack({ ...request, rows: all, share: heldShare, seed })
}

/** A later slice where times are given; without, or of few deals, random folds of which each is held back in turn, or one of many rows. */
function slicesWithin(rows: Uint32Array, order: Order & { folded?: boolean }, seed: number): Slices[] {
  if (order.times && !(order.folded && rows.length <= foldedRows))
    return [holdBack({ ...order, rows, share: heldShare, seed })]
  const folds = randomFolds({ rows, groups: order.groups, count: 5, random: randomFrom(seed + 1) })
  return rows.length > foldedRows ? folds.slice(0, 1) : folds
}

/** A model that says the base rate of every deal, and why. */
function baseRateModel(given: { table: Table; outcomes: Uint8Array; rows: Uint32Array; why: string }): ScoreModel {
  const { table, outcomes, rows, why } = given
  const encodings = table.columns.map(({ kind, name }) =>
    kind === 'numeric' ? { kind, name, edges: [] } : { kind, name, levels: [] },
  )
  const baseRate = rateOf(outcomes, rows)
  return { encodings, start: 0, trees: [], calibration: { kind: 'none' }, baseRate, inUse: false, why }
}

function tooFew(outcomes: Uint8Array, rows: Uint32Array): string | undefined {
  const ones = rows.reduce((sum, row) => sum + outcomes[row]!, 0)
  const fewer = Math.min(ones, rows.length - ones)
  if (fewer >= leastOfEach) return undefined
  return `Of ${rows.length} rows to learn from, ${ones} have the outcome and ${rows.length - ones} do not; ${leastOfEach} of each are needed, so every deal gets the base rate.`
}

/** The share of ones, half a row of each outcome added so that it is never 0 or 1. */
function rateOf(outcomes: Uint8Array, rows: Uint32Array): number {
  return (rows.reduce((sum, row) => sum + outcomes[row]!, 0) + 0.5) / (rows.length + 1)
}

function whyOf({ gain, verdict }: Quality): string {
  const range = `${gain.lo.toFixed(4)} to ${gain.hi.toFixed(4)} log loss per row (95 %)`
  return verdict === 'usable signal'
    ? `On rows not learned from, the model saves ${range} over the base rate.`
    : `No usable signal: on rows not learned from, the model saves ${range} over the base rate: too little to be told from none.`
}

function checkedOutcomes({ table, outcomes }: ScoreRequest): Uint8Array {
  if (outcomes.length !== table.rows) {
    const message = `There are ${outcomes.length} outcomes for ${table.rows} rows. Give one a row.`
    throw new Refusal({ code: 'target', value: outcomes.length, message })
  }
  for (let row = 0; row < table.rows; row++) {
    if (outcomes[row] === 0 || outcomes[row] === 1) continue
    const message = `The outcome of row ${row} is ${outcomes[row]}. Give 1 for won and 0 for not won, and leave open deals out.`
    throw new Refusal({ code: 'target', value: outcomes[row], message })
  }
  return Uint8Array.from(outcomes)
}

function checkTimes({ table, times, groups, testRows }: ScoreRequest): void {
  for (const [name, values] of [
    ['times', times],
    ['groups', groups],
  ] as const) {
    if (!values || values.length === table.rows) continue
    const message = `There are ${values.length} ${name} for ${table.rows} rows. Give one a row.`
    throw new Refusal({ code: 'time', value: values.length, message })
  }
  for (let row = 0; times && row < table.rows; row++) {
    if (Number.isFinite(times[row])) continue
    const message = `The time of row ${row} is ${times[row]}. Give a number, or leave the row out.`
    throw new Refusal({ code: 'time', value: times[row], message })
  }
  for (const row of Array.from(testRows ?? [])) {
    if (Number.isInteger(row) && row >= 0 && row < table.rows) continue
    const message = `Test row ${row} is not in the table. Give whole numbers from 0 to ${table.rows - 1}.`
    throw new Refusal({ code: 'rows', value: row, message })
  }
}
