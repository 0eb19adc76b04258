import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { takeInPlace } from '#imports/change.tx.ts'
import { importSet } from '#imports/imports.sql.ts'
import { loadSet } from '#imports/loading/load.tx.ts'
import type { ImportRecord } from '#imports/schema.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import type { Work } from '#platform/transaction.ts'

export type Drop = { paths: string[]; acceptMends?: boolean; dryRun?: boolean; decide?: (mapping: Mapping) => Mapping }

/** Drops files together and loads them (or only checks them), the way the screen and the command line do. */
export async function drop(
  work: Work,
  { paths, acceptMends = false, dryRun = false, decide }: Drop,
): Promise<ImportRecord[]> {
  const setId = randomUUID()
  for (const path of paths) {
    const record = await takeInPlace(work, { path, setId, acceptMends })
    if (decide)
      await sql`update imports.import set mapping = ${JSON.stringify(decide(record.mapping))} where id = ${record.id}`.execute(
        work.workspace.db,
      )
  }
  return load(work, { setId, dryRun })
}

/** Checks or loads a set that is there already. */
export async function load(
  work: Work,
  { setId, dryRun = false }: { setId: string; dryRun?: boolean },
): Promise<ImportRecord[]> {
  await sql`update imports.import set status = ${dryRun ? 'checking' : 'queued'} where set_id = ${setId}`.execute(
    work.workspace.db,
  )
  await loadSet(work, { setId, dryRun, signal: new AbortController().signal })
  return importSet(work.workspace, setId)
}

/** Rows read = rows in + rows unchanged + rows in quarantine: the sum every import has to satisfy. */
export function balances(record: ImportRecord): boolean {
  return (
    record.rowsRead === record.rowsIn + record.rowsUnchanged + record.rowsQuarantined &&
    record.rowsIn === record.rowsNew + record.rowsChanged
  )
}
