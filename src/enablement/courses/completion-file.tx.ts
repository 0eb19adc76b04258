import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'

const table = 'enablement.completion'

/** How a file of completions is loaded, and how that is taken back. */
export const completionRows: Rows = {
  apply: applyCompletions,
  later: (tx, { importId }) => laterEnds(tx, { table, importId }),
  undo: (tx, input) => undoEnds(tx, { table, ...input }),
}

async function applyCompletions(tx: Tx, input: Applying): Promise<Applied> {
  const noCourse = await takeOut(tx, {
    where: sql`exists (select 1 from enablement.resource r where r.id = s.course and r.kind <> 'course')`,
    column: input.columnOf('course'),
    value: sql`(select r.name from enablement.resource r where r.id = s.course)`,
    kind: 'no course',
    reason: 'a resource of this name is no course',
  })
  const inserted = await sql`
    insert into enablement.completion (id, course_id, person_id, completed_on, score, import_id, recorded_at)
    select gen_random_uuid(), s.course, s.person, s.completed_on, max(s.score), ${input.importId}::uuid, ${input.now}::timestamptz
    from staged s where not s.is_out group by s.course, s.person, s.completed_on
    on conflict (course_id, person_id, completed_on) where ended_at is null do nothing`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0),
    rowsChanged: 0,
    groups: noCourse ? [noCourse] : [],
    findings: [],
    totals: [],
  }
}
