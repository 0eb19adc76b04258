import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Currency } from './contract.ts'

/** All currencies by code, with their rates, newest first. */
export async function allCurrencies(db: Db): Promise<Currency[]> {
  return currenciesWhere(db, sql`true`)
}

/** One currency. */
export async function currencyByCode(db: Db | Tx, code: string): Promise<Currency> {
  const [currency] = await currenciesWhere(db, sql`c.code = ${code}`)
  if (!currency) throw notFound('currency', code)
  return currency
}

async function currenciesWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Currency[]> {
  const { rows } = await sql<Currency>`
    select c.code, c.name, c.minor_digits as "minorDigits", coalesce(
      (select json_agg(json_build_object('startsOn', r.starts_on, 'rate', trim_scale(r.rate)::text)
          order by r.starts_on desc)
        from company.currency_rate r where r.code = c.code), '[]'::json) as rates
    from company.currency c where ${condition} order by c.code`.execute(db)
  return rows
}
