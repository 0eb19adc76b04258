import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { ImportTrouble } from './needs.ts'

/** Imports that failed or left rows in quarantine and still stand. */
export async function importTroubles(db: Db): Promise<ImportTrouble[]> {
  const { rows } = await sql<ImportTrouble>`
    select set_id as "setId", file_name as "fileName", status, rows_quarantined as "rowsQuarantined" from imports.import
    where status = 'failed' or (status = 'loaded' and rows_quarantined > 0)
    order by created_at desc limit 5`.execute(db)
  return rows
}
