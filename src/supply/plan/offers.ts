import type { PurchaseRow, ShareRow } from '@drumbeat/planning'
import { type Building, leadOf, round } from './building.ts'
import { heldBy, valuesBy, varies } from './dated.ts'
import { leadRow, monthDays } from './horizon.ts'
import type { Bought, PlanItem } from './inputs.ts'

/** What a supplier asks for a bought item, as the plan takes it; without a name where no supplier sells it. */
export type Offer = {
  supplier?: string
  price: number
  leadDays: number
  leastOrder: number | null
  leastShare: number | null
  mostShare: number | null
  /** Where it changes within the plan: price and days in each period; null where it cannot be had then. */
  byPeriod?: readonly ({ price: number; leadDays: number } | null)[]
}

/** The offers among which a plan chooses, the cheapest first: those that no other beats, or all where a part of some is asked for. */
export function offersOf(building: Building, item: PlanItem): Offer[] {
  const { inputs, costs } = building
  const stated = inputs.bought.filter(({ itemId }) => itemId === item.id)
  const lead = leadOf(inputs, item).days
  const cost = costs.get(item.id)!
  const none = { leastOrder: item.leastLot, leastShare: null, mostShare: null }
  if (stated.length === 0) return [{ ...none, price: cost, leadDays: lead }]
  const dearest = Math.max(cost, ...stated.map(({ price }) => price ?? 0)) // nobody is chosen for a price that nobody stated
  const keptShares = statesShares(stated) && sharesFit(stated)
  const offers = stated.map((each, at): Offer => {
    const same = stated.slice(0, at).filter(({ supplier }) => supplier === each.supplier).length
    return {
      supplier: same > 0 ? `${each.supplier} (${same + 1})` : each.supplier,
      ...asked(each),
      leastOrder: each.leastOrder ?? item.leastLot,
      leastShare: keptShares && each.leastShare ? each.leastShare : null,
      mostShare: keptShares && each.mostShare !== null && each.mostShare < 1 ? each.mostShare : null,
      ...(each.versions && { byPeriod: periodsOf(each.versions) }),
    }
  })
  const byPrice = offers.sort((a, b) => a.price - b.price)
  if (byPrice.some(hasShare)) return byPrice
  return byPrice.filter((offer, at) => !byPrice.slice(0, at).some((other) => isBeaten(offer, other, inputs.policy)))

  function asked({ price, leadDays }: Bought): { price: number; leadDays: number } {
    return { price: price && price > 0 ? price : dearest, leadDays: leadDays ?? lead }
  }

  function periodsOf(versions: readonly Bought[]): Offer['byPeriod'] {
    const held = heldBy(versions, building.periods)
    const there = valuesBy(held, () => 1)
    const prices = valuesBy(held, (row) => asked(row).price)
    const days = valuesBy(held, (row) => Math.max(0, asked(row).leadDays))
    return there.map((share, t) => (share > 0 ? { price: prices[t]! / share, leadDays: days[t]! / share } : null))
  }
}

/** The price of an offer, by period where it changes; nothing is bought in periods in which it does not stand. */
export function pricesOf({ price, byPeriod }: Offer): { price: number | number[]; max?: (number | null)[] } {
  if (!byPeriod) return { price: round(price) }
  const isAbsent = byPeriod.some((each) => each === null)
  const prices = byPeriod.map((each) => round(each?.price ?? price))
  return {
    price: varies(prices) ? prices : prices[0]!,
    ...(isAbsent && { max: byPeriod.map((each) => (each ? null : 0)) }),
  }
}

/** The lead time of an offer, with what it is from some period on. */
export function leadsOf({ leadDays, byPeriod }: Offer): Pick<PurchaseRow, 'leadTime' | 'leadDays' | 'changes'> {
  const days = byPeriod?.map((each) => round(each?.leadDays ?? leadDays)) ?? []
  if (!varies(days)) return leadRow(days[0] ?? leadDays)
  const changes = days.flatMap((each, t) => (t > 0 && each !== days[t - 1] ? [{ from: t + 1, leadDays: each }] : []))
  return { leadDays: days[0]!, changes }
}

/** Least and most parts of what is bought of an item, site by site: what the suppliers named are to have over the whole plan. */
export function shareRows(item: PlanItem, offers: readonly { id: string; site?: string; offer: Offer }[]): ShareRow[] {
  return offers.flatMap(({ id, site, offer: { leastShare, mostShare } }) =>
    leastShare === null && mostShare === null
      ? []
      : [
          {
            item: item.code,
            ...(site && { site }),
            sources: [id],
            ...(leastShare !== null && { least: round(leastShare) }),
            ...(mostShare !== null && { most: round(mostShare) }),
          },
        ],
  )
}

/** Whether some supplier is to have a least or most part. */
export function statesShares(offers: readonly Pick<Bought, 'leastShare' | 'mostShare'>[]): boolean {
  return offers.some(({ leastShare, mostShare }) => leastShare !== null || mostShare !== null)
}

/** Whether parts of what is bought can all be kept: none below 0 or above 1, least not above most, all together to be had. */
export function sharesFit(offers: readonly Pick<Bought, 'leastShare' | 'mostShare'>[]): boolean {
  const [least, most] = [offers.map((each) => each.leastShare ?? 0), offers.map((each) => each.mostShare ?? 1)]
  const sum = (shares: readonly number[]) => shares.reduce((all, share) => all + share, 0)
  return (
    least.every((share, at) => share >= 0 && share <= most[at]!) &&
    most.every((share) => share <= 1) &&
    sum(least) <= 1 + 1e-9 &&
    sum(most) >= 1 - 1e-9
  )
}

function hasShare({ leastShare, mostShare }: Offer): boolean {
  return leastShare !== null || mostShare !== null
}

/** Whether a cheaper offer is as fast all the time and, where lots are kept, asks for no larger order. */
function isBeaten(offer: Offer, cheaper: Offer, { lots }: { lots: boolean }): boolean {
  if (offer.byPeriod || cheaper.byPeriod) return false
  const days = ({ leadDays }: Offer) => (lots ? Math.round(leadDays / monthDays) : Math.max(0, leadDays))
  return days(cheaper) <= days(offer) && (!lots || (cheaper.leastOrder ?? 0) <= (offer.leastOrder ?? 0))
}
