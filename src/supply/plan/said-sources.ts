import { type Building, isMade } from './building.ts'
import type { PlanItem } from './inputs.ts'
import { sharesFit, statesShares } from './offers.ts'

/** From how many suppliers items may be bought, and what part of it each is to have. */
export function saySuppliers({ inputs, noted }: Building, items: readonly PlanItem[]): void {
  const offersOf = Map.groupBy(inputs.bought, ({ itemId }) => itemId)
  const bought = items.flatMap((item) => (isMade(inputs, item) ? [] : [offersOf.get(item.id) ?? []]))
  const several = bought.filter(({ length }) => length > 1).length
  if (several > 0)
    noted.say(
      'suppliers',
      `${several === 1 ? '1 item has' : `${several} items have`} several suppliers: the plan chooses by price, lead time and least order, so that an offer which another beats in all of them is not used.`,
      several,
      'taken in',
    )
  const shares = bought.flatMap((offers) =>
    sharesFit(offers) ? offers.filter((offer) => statesShares([offer])) : [],
  ).length
  if (shares > 0)
    noted.say(
      'shares of suppliers',
      `${shares === 1 ? '1 offer states' : `${shares} offers state`} the least or most part of what is bought of an item that the supplier is to have: kept over the whole plan, at each site.`,
      shares,
      'taken in',
    )
}
