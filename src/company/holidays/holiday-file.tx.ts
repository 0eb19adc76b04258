import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, undoEnds } from '#platform/importing/staged.tx.ts'

/** How a file of holidays adds holidays, and how that is taken back. */
export const holidayRows: Rows = {
  apply: applyHolidays,
  later: (tx, { importId }) => laterEnds(tx, { table: 'company.holiday', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'company.holiday', ...input }),
}

/** A day that is a holiday already stays as it is; the same day twice in a file is one. */
async function applyHolidays(tx: Tx, { importId, now }: Applying): Promise<Applied> {
  const added = await sql`insert into company.holiday (id, day, name, territory_id, import_id, recorded_at)
    select gen_random_uuid(), s.day, coalesce(max(s.name), ''), s.territory, ${importId}, ${now}
    from staged s where not s.is_out and not exists (select 1 from company.holiday h where h.ended_at is null and h.day = s.day
      and h.territory_id is not distinct from s.territory)
    group by s.day, s.territory`.execute(tx)
  return { rowsNew: Number(added.numAffectedRows ?? 0), rowsChanged: 0, groups: [], findings: [], totals: [] }
}
