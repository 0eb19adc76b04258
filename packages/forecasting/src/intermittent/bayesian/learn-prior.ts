import type { Values } from '../../contract.ts'
import { freshFilter, moveOn, pairs, takeIn } from './filter.ts'
import { hazardAt, type IntermittentPrior } from './prior.ts'
import { rates, ratesGiven, type Sizes, sizesOf } from './sizes.ts'

/** A series as it is learned from: as `Belief`, but the probability of each silent period kept apart, oldest first. */
interface Observed {
  readonly length: number
  readonly explained: Float64Array
  readonly inactivity: readonly Float64Array[]
  readonly sizes: Sizes
}

/** As many series as count for the prior assumed before any was read. */
const trust = 20
/** Hazards of single periods are learned for as long back, of the last period never: whether all paused in it or ended is not known yet. */
const [oldest, pause] = [36, 1]
/** What the hazard ahead is learned from fades by this much a period. */
const fading = 0.95
const rounds = 60
/** More series than this teach no more: so many, evenly spread, are read. */
const enough = 1000

/**
 * Learns what intermittent series have in common: empirical Bayes by the EM algorithm (Dempster, Laird & Rubin 1977) on the
 * probabilities of pairs, of ends in each of the last periods, and of rates of sizes, all starting from and held back by
 * `before`. Histories end in the same period, oldest value first, NaN missing; those without a demand say nothing.
 */
export function priorFrom(histories: readonly Values[], before: IntermittentPrior): IntermittentPrior {
  const every = Math.max(1, histories.length / enough)
  const few = Array.from({ length: Math.min(enough, histories.length) }, (_, i) => histories[Math.floor(i * every)]!)
  const observed = few
    .map((history) => observedIn(Float64Array.from(history)))
    .filter((each) => each.sizes.seen.length > 0)
  const span = Math.min(oldest, Math.max(0, ...observed.map(({ inactivity }) => inactivity.length)))
  let prior: IntermittentPrior = { ...before, recent: new Array<number>(span).fill(before.hazard) }
  for (let round = 0; round < rounds; round++) prior = learned({ observed, prior, before })
  return prior
}

function observedIn(y: Float64Array): Observed {
  const filter = freshFilter()
  const explained = new Float64Array(pairs)
  let inactivity: Float64Array[] = []
  let begun = false
  for (const value of y) {
    moveOn(filter)
    const given = Number.isNaN(value) ? new Float64Array(pairs).fill(1) : takeIn(filter, value > 0)
    inactivity.push(given)
    if (!(value > 0)) continue
    begun = true
    for (const each of inactivity) for (let pair = 0; pair < pairs; pair++) explained[pair]! += Math.log(each[pair]!)
    inactivity = []
  }
  return { length: y.length, explained, inactivity: begun ? inactivity : [], sizes: sizesOf(y) }
}

/** Sums over all series: how probable pairs and rates are, and by age how many items ended and how many could have. */
interface Tally {
  readonly pairs: number[]
  readonly sizes: number[]
  readonly ends: number[]
  readonly alive: number[]
}

function learned(given: {
  observed: readonly Observed[]
  prior: IntermittentPrior
  before: IntermittentPrior
}): IntermittentPrior {
  const { observed, prior, before } = given
  const tally: Tally = {
    pairs: before.pairs.map((each) => each * trust),
    sizes: before.sizes.map((each) => each * trust),
    ends: [],
    alive: [],
  }
  for (const each of observed) addUp(tally, each, prior)
  const usual = rate(tally, { hazard: before.hazard, fading: 1 })
  return {
    pairs: parts(tally.pairs),
    sizes: parts(tally.sizes),
    taught: observed.length,
    level: 1,
    hazard: usual,
    hazardAhead: rate(tally, { hazard: before.hazardAhead, fading }),
    recent: prior.recent.map((_, age) =>
      age < pause ? usual : ((tally.ends[age] ?? 0) + usual * trust) / ((tally.alive[age] ?? 0) + trust),
    ),
  }
}

function addUp(tally: Tally, { length, explained, inactivity, sizes }: Observed, prior: IntermittentPrior): void {
  const top = explained.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)
  const lives = explained.map((each, pair) => prior.pairs[pair]! * Math.exp(each - top))
  const whole = new Float64Array(pairs)
  const ends = inactivity.map((given, k) => {
    const hazard = hazardAt(prior, inactivity.length - 1 - k)
    let sum = 0
    for (let pair = 0; pair < pairs; pair++) {
      const end = lives[pair]! * hazard
      whole[pair]! += end
      sum += end
      lives[pair]! *= (1 - hazard) * given[pair]!
    }
    return sum
  })
  const total = whole.reduce((sum, each, pair) => sum + each + lives[pair]!, 0)
  for (let pair = 0; pair < pairs; pair++) tally.pairs[pair]! += (whole[pair]! + lives[pair]!) / total
  const shares = ratesGiven(sizes, prior.sizes)
  for (let i = 0; i < rates.length; i++) tally.sizes[i]! += shares[i]!
  let alive = 1
  for (let age = length - 1; age >= 0; age--) {
    const end = age < inactivity.length ? ends[inactivity.length - 1 - age]! / total : 0
    tally.ends[age] = (tally.ends[age] ?? 0) + end
    tally.alive[age] = (tally.alive[age] ?? 0) + alive
    alive -= end
  }
}

/** The rate at which items ended, later periods counting for more where fading is below one. */
function rate({ ends, alive }: Tally, before: { hazard: number; fading: number }): number {
  let [ended, could] = [before.hazard * 5 * trust, 5 * trust]
  for (let age = pause; age < alive.length; age++) {
    ended += before.fading ** age * ends[age]!
    could += before.fading ** age * alive[age]!
  }
  return ended / could
}

function parts(sums: readonly number[]): number[] {
  const total = sums.reduce((sum, each) => sum + each, 0)
  return sums.map((each) => each / total)
}
