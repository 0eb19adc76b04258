import { type RawBuilder, sql } from 'kysely'

/** SQL over lines (`l`, or as they are called): what one unit of their money is worth in company currency at the rate of their day; null where there is none. */
export function rateOf(currency: string, lines = 'l'): RawBuilder<number | null> {
  const column = (name: string) => sql.ref(`${lines}.${name}`)
  return sql`(case when ${column('currency')} = ${currency} then 1 else (select r.rate from company.currency_rate r
    where r.code = ${column('currency')} and r.starts_on <= ${column('ordered_on')} order by r.starts_on desc limit 1) end)`
}
