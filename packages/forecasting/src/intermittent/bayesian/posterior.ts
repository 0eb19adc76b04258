import { chanceOf, copyFilter, type Filter, freshFilter, moveOn, pairs, takeIn } from './filter.ts'
import { hazardAt, type IntermittentPrior } from './prior.ts'

/** What a series has shown of how often it sells, and whether it still does. Arrays are by pair of slope and wander. */
export interface Belief {
  readonly filter: Filter
  /** Logarithms of the probability of all up to the last demand. */
  readonly explained: Float64Array
  /** Probability of the inactivity since then with the item still sold, and with its end in it. */
  readonly lives: Float64Array
  readonly ended: Float64Array
}

/** Reads a series, oldest value first (NaN is missing), that ends with the histories which the prior was learned from. */
export function beliefOf(y: Float64Array, prior: IntermittentPrior): Belief {
  let belief: Belief = {
    ...{ filter: freshFilter(), explained: new Float64Array(pairs) },
    ...{ lives: new Float64Array(pairs).fill(1), ended: new Float64Array(pairs) },
  }
  for (let t = 0; t < y.length; t++) belief = taken(belief, y[t]!, hazardAt(prior, y.length - 1 - t))
  return belief
}

/** The belief one period later, the earlier one unchanged: later hazards are the usual one. */
export function beliefAfter(belief: Belief, value: number, prior: IntermittentPrior): Belief {
  return taken({ ...belief, filter: copyFilter(belief.filter) }, value, prior.hazard)
}

/** Takes in one period; the filter is changed in place. An item ends before the period, so that its demand shows it alive. */
function taken(belief: Belief, value: number, hazard: number): Belief {
  const { filter } = belief
  moveOn(filter)
  const known = !Number.isNaN(value)
  const given = known ? takeIn(filter, value > 0) : undefined
  const lives = belief.lives.map((each, pair) => each * (given?.[pair] ?? 1) * (1 - hazard))
  if (!(value > 0)) {
    const ended = belief.ended.map((each, pair) => each + hazard * belief.lives[pair]!)
    return { filter, explained: belief.explained, lives, ended }
  }
  const explained = belief.explained.map((each, pair) => each + Math.log(lives[pair]!))
  const nothing = new Float64Array(pairs)
  return { filter, explained, lives: nothing.map(() => 1), ended: nothing }
}

/** Probabilities by pair that it holds and the item is still sold; the rest of one is the probability that it has ended. */
export function livingPairs({ explained, lives, ended }: Belief, prior: IntermittentPrior): Float64Array {
  const top = explained.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)
  const weights = explained.map((each, pair) => prior.pairs[pair]! * Math.exp(each - top))
  const total = weights.reduce((sum, each, pair) => sum + each * (lives[pair]! + ended[pair]!), 0)
  return weights.map((each, pair) => (total > 0 ? (each * lives[pair]!) / total : 0))
}

/** Pairs with less than this probability are left out of forecasts. */
const negligible = 1e-4

/** The chances of a demand in each of the coming periods, ends to come counted in. */
export function chancesAhead(given: { belief: Belief; prior: IntermittentPrior; horizon: number }): Float64Array {
  const { belief, prior, horizon } = given
  const living = livingPairs(belief, prior)
  const alive = living.reduce((sum, each) => sum + each, 0)
  const used = Array.from(living, (each) => each > negligible * alive)
  const kept = living.reduce((sum, each, pair) => (used[pair] ? sum + each : sum), 0)
  const filter = copyFilter(belief.filter)
  let still = kept > 0 ? alive / kept : 0
  return Float64Array.from({ length: horizon }, () => {
    moveOn(filter, used)
    still *= 1 - prior.hazardAhead
    let chance = 0
    for (let pair = 0; pair < pairs; pair++) if (used[pair]) chance += living[pair]! * chanceOf(filter, pair)
    return Math.min(1, chance * still * prior.level)
  })
}
