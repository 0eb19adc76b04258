import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** How many decimals the minor units of each of the company's currencies are. */
export async function minorDigits(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; digits: number }>`
    select code, minor_digits as digits from company.currency`.execute(db)
  return new Map(rows.map(({ code, digits }) => [code, digits]))
}
