import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'

/** The company's own currency and time zone. */
export type CompanyManner = { currency: string; minorDigits: number; timeZone: string }

/** Reads the company's currency and time zone; US dollars and UTC until the profile is filled. */
export async function companyManner(db: Db | Tx): Promise<CompanyManner> {
  const { rows } = await sql<CompanyManner>`
    select p.currency, c.minor_digits as "minorDigits", p.time_zone as "timeZone"
    from company.profile p join company.currency c on c.code = p.currency`.execute(db)
  return rows[0] ?? { currency: 'USD', minorDigits: 2, timeZone: 'UTC' }
}

/**
 * An amount in minor units of `currency` as whole minor units of the company currency, at the rate that holds on `day`;
 * null where no rate is known. Rounded here, once per amount (halves away from zero), so that all sums add up.
 */
export function inCompanyMoney(
  { currency, minorDigits }: CompanyManner,
  amount: { minor: RawBuilder<unknown>; currency: RawBuilder<unknown>; day: RawBuilder<unknown> },
): RawBuilder<number | null> {
  return sql<number | null>`case when ${amount.currency} = ${currency} then ${amount.minor} else (
    select round(${amount.minor} * rate.rate * 10::numeric ^ (${minorDigits}::int - money.minor_digits))::bigint
    from company.currency_rate rate join company.currency money on money.code = rate.code
    where rate.code = ${amount.currency} and rate.starts_on <= ${amount.day}
    order by rate.starts_on desc limit 1) end`
}

/** The day at whose rate a deal counts: the day it closed, and for an open one `today`. */
export function rateDay(today: string): RawBuilder<string> {
  return sql<string>`case when deal.outcome = 'open' then ${today}::date else coalesce(deal.closed_on, ${today}::date) end`
}
