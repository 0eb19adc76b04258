import { type RawBuilder, sql } from 'kysely'
import type { Company } from '#company/profile.sql.ts'
import { partsOfDeals } from '../deal-parts.sql.ts'
import { inCompanyMoney, rateDay } from '../money.sql.ts'
import type { DealFilter } from './contract.ts'
import { among } from './filter.sql.ts'

type Asked = Pick<DealFilter, 'item' | 'family'>

/** Whether a list of deals is narrowed to items or families, of which a deal may hold a part only. */
export function asksForPart({ item, family }: Asked): boolean {
  return item !== undefined || family !== undefined
}

/**
 * What of the amounts of some deals is of the items asked for, as queries of common table expressions: `asked_part` with
 * `deal_id`, and `minor` in the deal's own currency. `of` is as of `partsOfDeals`.
 */
export function askedParts(asked: Asked, of: RawBuilder<unknown>): RawBuilder<unknown> {
  return dividedWith(asked, { of, worth: sql`part.upto_minor - part.before_minor` })
}

/** The same in company money; parts are cut as goals cut them, by family where families are asked for, so that both come to the same cents. */
export function askedPartsInCompanyMoney(
  asked: Asked & { today: string },
  { company, of }: { company: Company; of: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const worthOf = (minor: string) =>
    inCompanyMoney(company, { minor: sql.ref(minor), currency: sql.ref('deal.currency'), day: rateDay(asked.today) })
  return dividedWith(asked, { of, worth: sql`${worthOf('part.upto_minor')} - ${worthOf('part.before_minor')}` })
}

function dividedWith(
  { item, family }: Asked,
  { of, worth }: { of: RawBuilder<unknown>; worth: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const isAsked = item ? among(sql`part.item_id`, item) : sql`part.family_id = any(${family!}::uuid[])`
  const isOfFamily = item && family ? sql`and item.family_id = any(${family}::uuid[])` : sql``
  const named = item && family ? sql`join company.item item on item.id = part.item_id` : sql``
  return sql`part as (${partsOfDeals(item ? 'item' : 'family', of)}), asked_part as (
    select part.deal_id, sum(${worth})::bigint as minor from part join crm.deal deal on deal.id = part.deal_id ${named}
    where ${isAsked} ${isOfFamily} group by 1)`
}
