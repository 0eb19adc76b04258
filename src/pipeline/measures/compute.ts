import type { DealFacts, PlainSet } from '../deals/sets.ts'
import { NONE } from '../history/deal-history.ts'
import { probabilityOn } from '../reference/reference.ts'
import type { DimensionName } from '../view/dimension-names.ts'
import { type Compute, composed } from './composed.ts'
import type { NamedMeasure } from './definitions.ts'
import { type Quantity, type QuantityName, quantities } from './quantities.ts'
import { spreads } from './spread-of-sets.ts'
import { largest, mean, quantile, smallest, sum } from './statistics.ts'

/** The deals of one segment, with what figures ask of them. */
export type Group = {
  count: (set: PlainSet) => number
  /** The known amounts of a set, in company money. */
  worths: (set: PlainSet) => number[]
  firstWorths: (set: PlainSet) => number[]
  cycles: (set: PlainSet) => number[]
  ages: (set: PlainSet) => number[]
  outcomes: (set: PlainSet, outcome: 'open' | 'won' | 'lost') => number
  pushes: (set: PlainSet) => number
  weighted: () => number
  /** How many different accounts, owners or items the deals of a set have. */
  different: (set: PlainSet, what: 'account' | 'owner' | 'item') => number
  /** The list price of each deal's item that has one, beside what the deal is worth. */
  lists: (set: PlainSet) => { list: number; worth: number }[]
  /** What is known of a quantity of the deals of a set; what belongs to accounts, once per account. */
  values: (set: PlainSet, quantity: QuantityName) => number[]
  /** The quantity of one deal; NaN where it has none. */
  valueOf: (quantity: QuantityName, deal: number) => number
  /** The segment of each deal of a set, of those where it is filled. */
  places: (set: PlainSet, segment: DimensionName) => string[]
  eachPlace: (set: PlainSet, segment: DimensionName, visit: (place: string, deal: number) => void) => void
  /** The share of the deals created in the window that ended so within so many days. */
  shareWithin: (end: 'won' | 'lost' | 'closed', days: number) => number | null
}

/** Prepares the deals of one segment, given set by set. */
export function groupOf(facts: DealFacts, inSet: (set: PlainSet) => readonly number[]): Group {
  const known = (set: PlainSet, of: (deal: number) => number) => {
    const values: number[] = []
    for (const deal of inSet(set)) {
      const value = of(deal)
      if (!Number.isNaN(value)) values.push(value)
    }
    return values
  }
  const { stages } = facts.question.reference
  const { stage } = facts.question.history.versions
  const eachPlace: Group['eachPlace'] = (set, segment, visit) => {
    const { keyOf } = facts.segment(segment)
    for (const deal of inSet(set)) {
      const place = keyOf(facts.stand.rows[deal]!, deal)
      if (place !== 'none') visit(place, deal)
    }
  }
  return {
    count: (set) => inSet(set).length,
    worths: (set) => known(set, facts.worth),
    firstWorths: (set) => known(set, facts.firstWorth),
    cycles: (set) => known(set, facts.cycle),
    ages: (set) => known(set, facts.age),
    outcomes: (set, outcome) => inSet(set).filter((deal) => facts.outcome(deal) === outcome).length,
    pushes: (set) => inSet(set).reduce((total, deal) => total + facts.moves(deal).later, 0),
    weighted: () => {
      const chance = stages.map((each) => (each ? probabilityOn(each, facts.question.asOf) : 0))
      const parts = inSet('open').map((deal) => {
        const worth = facts.worth(deal)
        return Number.isNaN(worth) ? 0n : BigInt(worth) * BigInt(chance[stage[facts.stand.rows[deal]!]!]!)
      })
      const total = parts.reduce((all, part) => all + part, 0n)
      return Number((total + (total >= 0n ? 5_000n : -5_000n)) / 10_000n)
    },
    different: (set, what) => {
      const column = facts.question.history.versions[what]
      const met = new Set(inSet(set).map((deal) => column[facts.stand.rows[deal]!]!))
      met.delete(NONE)
      return met.size
    },
    lists: (set) => listed(facts, inSet(set)),
    values: (set, quantity) => valuesOf(facts, inSet(set), quantity),
    valueOf: (quantity, deal) => quantities[quantity].of(facts, deal),
    places: (set, segment) => {
      const places: string[] = []
      eachPlace(set, segment, (place) => places.push(place))
      return places
    },
    eachPlace,
    shareWithin: (end, days) => {
      const created = inSet('created')
      const ended = created.filter((deal) => {
        const outcome = facts.outcome(deal)
        return outcome !== 'open' && (end === 'closed' || outcome === end) && facts.cycle(deal) <= days
      })
      return ratio(ended.length, created.length)
    },
  }
}

function valuesOf(facts: DealFacts, deals: readonly number[], name: QuantityName): number[] {
  const quantity: Quantity = quantities[name]
  const { account } = facts.question.history.versions
  const counted = quantity.once ? firstOfEach(deals, (deal) => account[facts.stand.rows[deal]!]!) : deals
  return counted.map((deal) => quantity.of(facts, deal)).filter((value) => !Number.isNaN(value))
}

function firstOfEach(deals: readonly number[], keyOf: (deal: number) => number): number[] {
  const met = new Set<number>()
  return deals.filter((deal) => met.size < met.add(keyOf(deal)).size)
}

function listed(facts: DealFacts, deals: readonly number[]): { list: number; worth: number }[] {
  const { versions } = facts.question.history
  return deals.flatMap((deal) => {
    const list = facts.question.reference.items[versions.item[facts.stand.rows[deal]!]!]?.listMinor ?? null
    return list === null ? [] : [{ list, worth: facts.worth(deal) }]
  })
}

/** The value of each figure for a segment; null where it is undefined (no deal to divide by). */
export function measure(name: string): Compute {
  if (Object.hasOwn(measures, name)) return measures[name as NamedMeasure]
  if (Object.hasOwn(spreads, name)) return spreads[name as keyof typeof spreads].compute
  const figure = composed(name)
  if (figure) return figure.compute
  throw new RangeError(`There is no figure ${name}.`)
}

const measures: Record<NamedMeasure, (group: Group) => number | null> = {
  deals: (group) => group.count('all'),
  open: (group) => group.count('open'),
  'open-amount': (group) => sum(group.worths('open')),
  'open-average': (group) => mean(group.worths('open')),
  'open-median': (group) => quantile(group.worths('open'), 0.5),
  'open-weighted': (group) => group.weighted(),
  'open-age': (group) => mean(group.ages('open')),
  'open-age-median': (group) => quantile(group.ages('open'), 0.5),
  overdue: (group) => group.count('overdue'),
  'overdue-amount': (group) => sum(group.worths('overdue')),
  undated: (group) => group.count('undated'),
  'undated-amount': (group) => sum(group.worths('undated')),
  omitted: (group) => group.count('omitted'),
  'omitted-amount': (group) => sum(group.worths('omitted')),
  created: (group) => group.count('created'),
  'created-amount': (group) => sum(group.worths('created')),
  won: (group) => group.count('won'),
  'won-amount': (group) => sum(group.worths('won')),
  'won-average': (group) => mean(group.worths('won')),
  'won-median': (group) => quantile(group.worths('won'), 0.5),
  'won-largest': (group) => largest(group.worths('won')),
  'won-smallest': (group) => smallest(group.worths('won')),
  'won-first-amount': (group) => sum(group.firstWorths('won')),
  'won-of-first': (group) => ratio(sum(group.worths('won')), sum(group.firstWorths('won'))),
  'won-cycle': (group) => mean(group.cycles('won')),
  'won-cycle-median': (group) => quantile(group.cycles('won'), 0.5),
  'won-cycle-p25': (group) => quantile(group.cycles('won'), 0.25),
  'won-cycle-p75': (group) => quantile(group.cycles('won'), 0.75),
  'won-cycle-p90': (group) => quantile(group.cycles('won'), 0.9),
  lost: (group) => group.count('lost'),
  'lost-amount': (group) => sum(group.worths('lost')),
  'lost-average': (group) => mean(group.worths('lost')),
  'lost-median': (group) => quantile(group.worths('lost'), 0.5),
  'lost-cycle': (group) => mean(group.cycles('lost')),
  'lost-cycle-median': (group) => quantile(group.cycles('lost'), 0.5),
  closed: (group) => group.count('closed'),
  'closed-amount': (group) => sum(group.worths('closed')),
  'closed-cycle': (group) => mean(group.cycles('closed')),
  'closed-cycle-median': (group) => quantile(group.cycles('closed'), 0.5),
  'win-rate': (group) => ratio(group.count('won'), group.count('won') + group.count('lost')),
  'win-rate-low': (group) => wilson(group.count('won'), group.count('lost')).low,
  'win-rate-high': (group) => wilson(group.count('won'), group.count('lost')).high,
  'win-rate-value': (group) => shareOfWon(group.worths('won'), group.worths('lost')),
  'win-rate-first-value': (group) => shareOfWon(group.firstWorths('won'), group.firstWorths('lost')),
  'win-rate-cohort': (group) => ratio(group.outcomes('created', 'won'), group.count('created')),
  'lost-rate-cohort': (group) => ratio(group.outcomes('created', 'lost'), group.count('created')),
  'open-share-cohort': (group) => ratio(group.outcomes('created', 'open'), group.count('created')),
  velocity: (group) => {
    const [rate, amount, days] = [measures['win-rate'](group), mean(group.worths('won')), mean(group.cycles('won'))]
    return rate === null || amount === null || !days ? null : (group.count('open') * rate * amount) / days
  },
  pushes: (group) => group.pushes('all'),
  pushed: (group) => group.count('pushed'),
  'pushes-per-deal': (group) => ratio(group.pushes('open'), group.count('open')),
  'pulled-in': (group) => group.count('pulled-in'),
}

function ratio(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom
}

function shareOfWon(won: readonly number[], lost: readonly number[]): number | null {
  return ratio(sum(won), sum(won) + sum(lost))
}

/** The 95 % interval of a share (Wilson 1927). */
function wilson(won: number, lost: number): { low: number | null; high: number | null } {
  const [n, z] = [won + lost, 1.959963984540054]
  if (n === 0) return { low: null, high: null }
  const share = won / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return { low: (middle - half) / whole, high: (middle + half) / whole }
}
