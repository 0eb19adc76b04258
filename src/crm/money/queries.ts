import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The company's own currency and time zone, and the digits of the currencies that have more or fewer. */
export type CompanyManner = {
  currency: string
  minorDigits: number
  timeZone: string
  otherDigits: { code: string; minorDigits: number }[]
}

/** Reads the company's currency and time zone; US dollars and UTC until the profile is filled. */
export async function companyManner(db: Db | Tx): Promise<CompanyManner> {
  const { rows } = await sql<CompanyManner>`
    select p.currency, c.minor_digits as "minorDigits", p.time_zone as "timeZone",
      coalesce((select jsonb_agg(jsonb_build_object('code', other.code, 'minorDigits', other.minor_digits))
        from company.currency other where other.minor_digits <> c.minor_digits), '[]') as "otherDigits"
    from company.profile p join company.currency c on c.code = p.currency`.execute(db)
  return rows[0] ?? { currency: 'USD', minorDigits: 2, timeZone: 'UTC', otherDigits: [] }
}

/**
 * An amount in minor units of `currency` as whole minor units of the company currency, at the rate that holds on `day`;
 * null where no rate is known. Rounded here, once per amount (halves away from zero), so that all sums add up.
 */
export function inCompanyMoney(
  manner: CompanyManner,
  amount: { minor: RawBuilder<unknown>; currency: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<number | null> {
  return sql<number | null>`case when ${amount.currency} = ${manner.currency} then ${amount.minor} else
    round(${amount.minor} * ${digitFactor(manner, amount.currency)} * (select rate.rate from company.currency_rate rate
      where rate.code = ${amount.currency} and rate.starts_on <= ${amount.day}
      order by rate.starts_on desc limit 1))::bigint end`
}

/** How many minor units of the company one unit of this scale is: 100 for yen against dollars. */
function digitFactor({ minorDigits, otherDigits }: CompanyManner, currency: RawBuilder<unknown>): RawBuilder<number> {
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
