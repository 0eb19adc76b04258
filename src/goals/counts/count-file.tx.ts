import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, undoEnds } from '#platform/importing/staged.tx.ts'
import {
  daysAfterEnd,
  endsRead,
  endTakenAway,
  keepRepeated,
  keepUnknownTeams,
  takenAwayWords,
  whoseSaid,
  writePeriods,
} from '../quotas/file-periods.tx.ts'

/** How a file sets goals in counts and units, and how that is taken back. */
export const countRows: Rows = {
  apply: applyCounts,
  later: (tx, { importId }) => laterEnds(tx, { table: 'goals.count_quota', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'goals.count_quota', ...input }),
}

/** Sets staged goals; a period without an end lasts until the subject's next one of the metric begins, the last one as long as the one before. */
async function applyCounts(tx: Tx, input: Applying): Promise<Applied> {
  const unknownTeam = await keepUnknownTeams(tx, input)
  const after = await daysAfterEnd(tx, input)
  await writePeriods(tx, {
    columns: sql`metric, target`,
    apart: sql`subject_kind, subject, metric`,
    after,
  })
  const repeated = await keepRepeated(tx, input, { apart: sql`q.metric`, noun: 'goal' })
  const live = sql`goal_period q join staged s on s.row_number = q.row_number and not s.is_out and s.deleted is not true`
  const same = sql`g.subject_kind = q.subject_kind and g.subject_id is not distinct from q.subject_id and g.metric = q.metric
    and g.starts_on = q.starts_on and g.ends_on = q.ends_on and g.ended_at is null`
  const changed =
    await sql`update goals.count_quota g set ended_at = ${input.now}, ended_by = ${input.importId} from ${live}
    where ${same} and g.target is distinct from q.target`.execute(tx)
  const ended = await endTakenAway(tx, input, { table: 'goals.count_quota', same })
  const inserted =
    await sql`insert into goals.count_quota (id, subject_kind, subject_id, metric, starts_on, ends_on, target, import_id, recorded_at)
    select gen_random_uuid(), q.subject_kind, q.subject_id, q.metric, q.starts_on, q.ends_on, q.target, ${input.importId}, ${input.now}
    from ${live} where not exists (select 1 from goals.count_quota g where ${same})`.execute(tx)
  const replaced = Number(changed.numAffectedRows ?? 0)
  const totals = await sql<{
    label: string
    value: string
  }>`select 'Goals in ' || q.metric as label, trim_scale(sum(q.target))::text as value
    from ${live} group by q.metric order by 1`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - replaced,
    rowsChanged: replaced + ended,
    groups: [unknownTeam, repeated].filter((group) => group !== undefined),
    findings: [
      ...whoseSaid(input, 'goal'),
      ...(await endsRead(tx, input, { after, noun: 'goal' })),
      ...takenAwayWords(ended, 'goal'),
    ],
    totals: totals.rows,
  }
}
