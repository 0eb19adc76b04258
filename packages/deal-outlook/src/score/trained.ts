import { binTable } from '../boosting/binned.ts'
import { type Boosted, type BoostRules, boost, scoresOf } from '../boosting/boost.ts'
import type { Encoding } from '../boosting/encoding.ts'
import { type CategoryHandling, hasManyLevels, type Learning, prepare } from '../boosting/prepare.ts'
import { type Calibration, chooseCalibration } from '../calibration/calibrate.ts'
import { partly, shareThatServed } from '../calibration/lasting.ts'
import { logLossOf } from '../logit.ts'
import { rowsOf } from '../table.ts'
import type { Slices } from './slices.ts'

/** What was found on rows held back: how categories enter, how many trees serve, how scores are calibrated. */
export interface Recipe {
  readonly handling: CategoryHandling
  readonly trees: number
  readonly calibration: Calibration
}

/** A model as it was learned: how columns become bins, and the trees. */
export interface Trained {
  readonly encodings: readonly Encoding[]
  readonly boosted: Boosted
}

/** The quick rules by which the two ways of taking categories are compared. */
const quick = { learningRate: 0.2, trees: 150, patience: 10 }

/**
 * Finds the recipe on the slices given: each learns from some rows and is tried on those held back. Where these are the latest,
 * `before` divides the rows learned from in the same way: a calibration found there says on the latest rows how long one lasts.
 */
export function findRecipe(
  given: Learning & { slices: readonly Slices[]; before?: Slices | undefined; rules: BoostRules; seed: number },
): Recipe {
  const { slices, before, rules, seed } = given
  const handling = betterHandling(given)
  const tried = slices.map((slice) => tryOn({ ...given, slice, handling, rules, seed }))
  const counts = tried.map(({ trees, share }) => trees / share)
  const trees = Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length)
  const scores = Float64Array.from(tried.flatMap((each) => Array.from(each.scores)))
  const outcomes = tried.flatMap((each) => Array.from(each.outcomes))
  const calibration = chooseCalibration(scores, outcomes)
  if (before === undefined || calibration.kind === 'none') return { handling, trees, calibration }
  const earlier = tryOn({ ...given, slice: before, handling, rules, seed })
  const then = chooseCalibration(earlier.scores, earlier.outcomes)
  return { handling, trees, calibration: partly(calibration, shareThatServed(then, { scores, outcomes })) }
}

/** Learns from all rows by the recipe; `members` models of different seeds are averaged into one. */
export function train(given: Learning & { recipe: Recipe; rules: BoostRules; members: number; seed: number }): Trained {
  const { outcomes, recipe, rules, members, seed } = given
  const { encodings, binned } = prepare({ ...given, handling: recipe.handling, seed })
  const limited = { ...rules, trees: recipe.trees }
  const made = Array.from({ length: members }, (_, k) => boost({ binned, outcomes, rules: limited, seed: seed + k }))
  const trees = made.flatMap((each) => each.trees)
  const shared = members === 1 ? trees : trees.map((tree) => ({ ...tree, value: tree.value.map((v) => v / members) }))
  return { encodings, boosted: { start: made[0]!.start, trees: shared } }
}

/** Sets of levels, or outcome rates where a category has many levels and rates lose less on the rows held back. */
function betterHandling(
  given: Learning & { slices: readonly Slices[]; rules: BoostRules; seed: number },
): CategoryHandling {
  const anyMany = given.table.columns.some((column) => column.kind === 'category' && hasManyLevels(column))
  if (!anyMany) return 'sets'
  const rules = { ...given.rules, ...quick }
  const [sets, rates] = (['sets', 'rates'] as const).map((handling) =>
    given.slices.reduce((sum, slice) => sum + tryOn({ ...given, slice, handling, rules }).loss, 0),
  )
  return rates! < sets! ? 'rates' : 'sets'
}

function tryOn(given: Learning & { slice: Slices; handling: CategoryHandling; rules: BoostRules; seed: number }) {
  const { table, outcomes, groups, slice, handling, rules, seed } = given
  const learned = prepare({
    ...{ table: rowsOf(table, slice.learn), outcomes: picked(outcomes, slice.learn), handling, seed },
    groups: groups && Array.from(slice.learn, (row) => groups[row]!),
  })
  const held = {
    binned: binTable(rowsOf(table, slice.held), learned.encodings),
    outcomes: picked(outcomes, slice.held),
  }
  const { binned } = learned
  const boosted = boost({ binned, outcomes: picked(outcomes, slice.learn), rules, seed, stopping: held })
  const scores = scoresOf(boosted, held.binned)
  const loss = scores.reduce((sum, score, i) => sum + logLossOf(score, held.outcomes[i]!), 0)
  // More rows carry a few more trees; the share keeps to a cautious part of that.
  const share = Math.sqrt(slice.learn.length / (slice.learn.length + slice.held.length))
  return { trees: boosted.trees.length, share, scores, outcomes: held.outcomes, loss }
}

/** The outcomes of the named rows. */
export function picked(outcomes: Uint8Array, rows: Uint32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => outcomes[row]!)
}
