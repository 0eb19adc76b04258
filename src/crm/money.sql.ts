import { type RawBuilder, sql } from 'kysely'
import type { Company } from '#company/profile.sql.ts'

/**
 * An amount in minor units of `currency` as whole minor units of the company currency, at the rate that holds on `day`;
 * null where no rate is known. Rounded here, once per amount (halves away from zero), so that all sums add up.
 */
export function inCompanyMoney(
  company: Company,
  amount: { minor: RawBuilder<unknown>; currency: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<number | null> {
  return sql<number | null>`case when ${amount.currency} = ${company.currency} then ${amount.minor} else
    round(${amount.minor} * ${digitFactor(company, amount.currency)} * (select rate.rate from company.currency_rate rate
      where rate.code = ${amount.currency} and rate.starts_on <= ${amount.day}
      order by rate.starts_on desc limit 1))::bigint end`
}

/** How many minor units of the company one unit of this scale is: 100 for yen against dollars. */
function digitFactor({ minorDigits, otherDigits }: Company, currency: RawBuilder<unknown>): RawBuilder<number> {
  if (otherDigits.length === 0) return sql<number>`1`
  const cases = otherDigits.map(
    (other) => sql`when ${other.code} then 10::numeric ^ ${sql.lit(minorDigits - other.minorDigits)}`,
  )
  return sql<number>`case ${currency} ${sql.join(cases, sql` `)} else 1 end`
}

/** The day at whose rate a deal counts: the day it closed, and for an open one `today`. */
export function rateDay(today: string): RawBuilder<string> {
  return sql<string>`case when deal.outcome = 'open' then ${today}::date else coalesce(deal.closed_on, ${today}::date) end`
}
