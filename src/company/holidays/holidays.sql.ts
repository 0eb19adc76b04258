import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Holiday } from './contract.ts'

/** All holidays from a day on, by day, with the territory where they hold. */
export async function holidays(db: Db | Tx, { from }: { from?: string | undefined } = {}): Promise<Holiday[]> {
  const { rows } =
    await sql<Holiday>`select holiday.id, holiday.day, holiday.name, holiday.territory_id as "territoryId",
      territory.name as "territoryName"
    from company.holiday left join company.territory on territory.id = holiday.territory_id
    where holiday.ended_at is null and (${from ?? null}::date is null or holiday.day >= ${from ?? null})
    order by holiday.day, territory.name nulls first limit 5000`.execute(db)
  return rows
}
