import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'

/** How a file of days off adds leave, and how that is taken back. */
export const leaveRows: Rows = {
  apply: applyLeave,
  later: (tx, { importId }) => laterEnds(tx, { table: 'company.leave', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'company.leave', ...input }),
}

/** Days that are noted already stay as they are: of a row, what is missing is added. Without a last day it is one day. */
async function applyLeave(tx: Tx, { importId, now, columnOf }: Applying): Promise<Applied> {
  const backwards = await takeOut(tx, {
    where: sql`s.last_day < s.starts_on`,
    column: columnOf('last_day'),
    value: sql`s.last_day`,
    kind: 'backwards',
    reason: 'the leave ends before it starts',
  })
  const added = await sql`insert into company.leave (id, person_id, starts_on, last_day, import_id, recorded_at)
    select gen_random_uuid(), person, lower(span), upper(span) - 1, ${importId}, ${now}
    from (select s.person, range_agg(daterange(s.starts_on, coalesce(s.last_day, s.starts_on), '[]')) - coalesce(
        (select range_agg(daterange(known.starts_on, known.last_day, '[]')) from company.leave known
          where known.person_id = s.person and known.ended_at is null), '{}') as spans
      from staged s where not s.is_out group by s.person) as away, unnest(spans) as span`.execute(tx)
  return {
    rowsNew: Number(added.numAffectedRows ?? 0),
    rowsChanged: 0,
    groups: backwards ? [backwards] : [],
    findings: [],
    totals: [],
  }
}
