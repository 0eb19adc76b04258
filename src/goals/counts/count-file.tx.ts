import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'
import { daysAfterEnd, endsRead, whoseSaid } from '../quotas/quota-file.tx.ts'

/** How a file sets goals in counts and units, and how that is taken back. */
export const countRows: Rows = {
  apply: applyCounts,
  later: (tx, { importId }) => laterEnds(tx, { table: 'goals.count_quota', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'goals.count_quota', ...input }),
}

/** Sets staged goals; a period without an end lasts until the subject's next one of the metric begins, the last one three months. */
async function applyCounts(tx: Tx, input: Applying): Promise<Applied> {
  const unknownTeam = await takeOut(tx, {
    where: sql`s.team is not null and not exists (select 1 from company.team t where lower(t.name) = lower(s.team))`,
    column: input.columnOf('team'),
    value: sql`s.team`,
    kind: 'unknown team',
    reason: 'no team has this name',
  })
  const after = await daysAfterEnd(tx, input)
  await writeState(tx, after)
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over
      (partition by subject_kind, subject_id, metric, starts_on, ends_on order by row_number) as nth from count_state) as n where nth > 1)`,
    column: input.columnOf('starts_on'),
    value: sql`s.starts_on`,
    kind: 'repeated key',
    reason: 'an earlier row of this file sets the same goal',
  })
  const live = sql`count_state q join staged s on s.row_number = q.row_number and not s.is_out`
  const same = sql`g.subject_kind = q.subject_kind and g.subject_id is not distinct from q.subject_id and g.metric = q.metric
    and g.starts_on = q.starts_on and g.ends_on = q.ends_on and g.ended_at is null`
  const changed =
    await sql`update goals.count_quota g set ended_at = ${input.now}, ended_by = ${input.importId} from ${live}
    where ${same} and g.target is distinct from q.target`.execute(tx)
  const inserted =
    await sql`insert into goals.count_quota (id, subject_kind, subject_id, metric, starts_on, ends_on, target, import_id, recorded_at)
    select gen_random_uuid(), q.subject_kind, q.subject_id, q.metric, q.starts_on, q.ends_on, q.target, ${input.importId}, ${input.now}
    from ${live} where not exists (select 1 from goals.count_quota g where ${same})`.execute(tx)
  const rowsChanged = Number(changed.numAffectedRows ?? 0)
  const totals = await sql<{
    label: string
    value: string
  }>`select 'Goals in ' || q.metric as label, trim_scale(sum(q.target))::text as value
    from ${live} group by q.metric order by 1`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - rowsChanged,
    rowsChanged,
    groups: [unknownTeam, repeated].filter((group) => group !== undefined),
    findings: [...whoseSaid(input), ...(await endsRead(tx, input, after))],
    totals: totals.rows,
  }
}

/** Whose each goal is and until when. */
async function writeState(tx: Tx, after: 0 | 1): Promise<void> {
  await sql`drop table if exists pg_temp.count_state`.execute(tx)
  await sql`create temp table count_state on commit drop as
    with subject as (
      select s.*, case when s.person is not null then 'person' when s.team is not null then 'team' when s.territory is not null then 'territory'
          when s.family is not null then 'family' else 'company' end as subject_kind,
        coalesce(s.person, (select t.id from company.team t where lower(t.name) = lower(s.team)), s.territory, s.family) as subject
      from staged s where not s.is_out)
    select row_number, subject_kind, subject as subject_id, metric, starts_on, target,
      coalesce(ends_on + ${after}::int, nullif(lead(starts_on) over w, starts_on), (starts_on + interval '3 months')::date) as ends_on
    from subject window w as (partition by subject_kind, subject, metric order by starts_on, row_number)`.execute(tx)
}
