import type { Effect, MeasuredEffect } from './contract.ts'
import type { ClosedDeal, Had } from './deals.sql.ts'
import { type Estimate, matchedEffects, type Observed } from './matched.ts'
import { verdictOf } from './verdict.ts'

type Thing = { id: string; name: string; kind: string }

/**
 * What each thing does to win rate and cycle. A deal has a course when its owner completed it before the day the deal was
 * opened; it has another resource when that was opened on it. Deals are opened with a resource at work already, or not, so
 * that long deals have more time to meet one: of resources the win rate is estimated, of the cycle nobody can tell.
 */
export function effectsOf(
  deals: readonly ClosedDeal[],
  { things, had, worth }: { things: readonly Thing[]; had: readonly Had[]; worth: number },
): MeasuredEffect[] {
  const has = holding(things, had)
  const observed = observe(deals, (deal) => things.map((thing) => has(thing, deal)))
  const won = observed.filter((_, at) => deals[at]!.won)
  const wonDays = deals.filter((deal) => deal.won).map(({ days }) => Math.log(days))
  const rates = matchedEffects(observed, things.length)
  const cycles = matchedEffects(
    won.map((each, at) => ({ ...each, outcome: wonDays[at]! })),
    things.length,
  )
  return things.map((thing, at) => ({
    id: thing.id,
    name: thing.name,
    kind: thing.kind as MeasuredEffect['kind'],
    ...counted(observed, at),
    winRate: shown(rates[at]!, { worth, higherIsBetter: true }),
    cycle:
      thing.kind === 'course'
        ? shown(asShare(cycles[at]!), { worth, higherIsBetter: false })
        : unknown('Long deals have more time to meet a resource, so that its effect on their length cannot be told.'),
    caution:
      thing.kind === 'course'
        ? null
        : 'People choose on which deals they open it, and may choose those they believe in: that cannot be taken out.',
  }))
}

/** Deals as they are matched: market, stage and quarter of opening; segment and third of the amounts beside. */
export function observe(deals: readonly ClosedDeal[], had: (deal: ClosedDeal) => boolean[]): Observed[] {
  const amounts = deals.flatMap(({ amount }) => amount ?? []).sort((a, b) => a - b)
  const cuts = [1 / 3, 2 / 3].map((share) => amounts[Math.floor(share * amounts.length)] ?? 0)
  const size = (amount: number | null) => (amount === null ? '?' : cuts.filter((cut) => amount >= cut).length)
  return deals.map((deal) => ({
    person: deal.person,
    match: `${deal.market} ${deal.stage} ${quarterOf(deal.createdOn)}`,
    kind: `${deal.segment} ${size(deal.amount)}`,
    had: had(deal),
    outcome: deal.won ? 1 : 0,
  }))
}

/** An estimate as it is shown, with its verdict. */
export function shown(
  estimate: Estimate,
  { worth, higherIsBetter }: { worth: number; higherIsBetter: boolean },
): Effect {
  const { low, high, cannotTell } = estimate
  const verdict = verdictOf(higherIsBetter ? estimate : turned(estimate), worth)
  return { estimate: estimate.estimate, low, high, verdict, cannotTell }
}

function holding(things: readonly Thing[], had: readonly Had[]) {
  const courses = new Map(
    had.filter(({ deal }) => deal === null).map((each) => [`${each.thing} ${each.person}`, each.on]),
  )
  const opened = new Set(had.flatMap(({ thing, deal }) => (deal === null ? [] : [`${thing} ${deal}`])))
  const known = new Set(things.map(({ id }) => id))
  return (thing: Thing, deal: ClosedDeal): boolean => {
    if (!known.has(thing.id)) return false
    if (thing.kind !== 'course') return opened.has(`${thing.id} ${deal.id}`)
    const on = courses.get(`${thing.id} ${deal.person}`)
    return on !== undefined && on < deal.createdOn
  }
}

function counted(observed: readonly Observed[], at: number) {
  const [having, others] = [true, false].map((has) => observed.filter(({ had }) => had[at] === has))
  const rate = (of: readonly Observed[]) => of.reduce((sum, { outcome }) => sum + outcome, 0) / of.length
  return {
    people: new Set(having!.map(({ person }) => person)).size,
    deals: having!.length,
    comparedWith: others!.length,
    bareDifference: having!.length > 0 && others!.length > 0 ? rate(having!) - rate(others!) : null,
  }
}

function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-${Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`
}

/** A difference of logarithms as a share: -0.105 is a tenth less. */
function asShare(estimate: Estimate): Estimate {
  if (estimate.estimate === null) return estimate
  const { low, high } = estimate
  return { ...estimate, estimate: Math.expm1(estimate.estimate), low: Math.expm1(low), high: Math.expm1(high) }
}

function turned(estimate: Estimate): Estimate {
  if (estimate.estimate === null) return estimate
  return { ...estimate, estimate: -estimate.estimate, low: -estimate.high, high: -estimate.low }
}

function unknown(cannotTell: string): Effect {
  return { estimate: null, low: null, high: null, verdict: 'cannot tell', cannotTell }
}
