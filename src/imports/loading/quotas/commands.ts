import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying } from '../applying.ts'
import { takeOut } from '../staging/commands.ts'

/** Sets staged quotas; a period without an end lasts until the subject's next one begins, the last one as long as the one before. */
export async function applyQuotas(tx: Tx, input: Applying): Promise<Applied> {
  const unknownTeam = await takeOut(tx, {
    where: sql`s.team is not null and not exists (select 1 from company.team t where lower(t.name) = lower(s.team))`,
    column: input.columnOf('team'),
    value: sql`s.team`,
    kind: 'unknown team',
    reason: 'no team has this name',
  })
  await sql`drop table if exists pg_temp.quota_state`.execute(tx)
  await sql`create temp table quota_state on commit drop as
    with subject as (
      select s.*, case when s.person is not null then 'person' when s.team is not null then 'team' when s.territory is not null then 'territory'
          when s.family is not null then 'family' else 'company' end as subject_kind,
        coalesce(s.person, (select t.id from company.team t where lower(t.name) = lower(s.team)), s.territory, s.family) as subject
      from staged s where not s.is_out),
    spaced as (
      select *, lead(starts_on) over w as next_start, lag(starts_on) over w as last_start
      from subject window w as (partition by subject_kind, subject order by starts_on, row_number))
    select row_number, subject_kind, subject as subject_id, starts_on, amount as amount_minor, currency,
      coalesce(ends_on, nullif(next_start, starts_on), starts_on + (starts_on - last_start), (starts_on + interval '3 months')::date) as ends_on
    from spaced`.execute(tx)
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over
      (partition by subject_kind, subject_id, starts_on order by row_number) as nth from quota_state) as n where nth > 1)`,
    column: input.columnOf('starts_on'),
    value: sql`s.starts_on`,
    kind: 'repeated key',
    reason: 'an earlier row of this file sets the same quota',
  })
  const live = sql`quota_state q join staged s on s.row_number = q.row_number and not s.is_out`
  const same = sql`g.subject_kind = q.subject_kind and g.subject_id is not distinct from q.subject_id and g.starts_on = q.starts_on and g.ends_on = q.ends_on and g.ended_at is null`
  const changed = await sql`update goals.quota g set ended_at = ${input.now}, ended_by = ${input.importId} from ${live}
    where ${same} and (g.amount_minor, g.currency) is distinct from (q.amount_minor, q.currency)`.execute(tx)
  const inserted =
    await sql`insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, import_id, recorded_at)
    select gen_random_uuid(), q.subject_kind, q.subject_id, q.starts_on, q.ends_on, q.amount_minor, q.currency, ${input.importId}, ${input.now}
    from ${live} where not exists (select 1 from goals.quota g where ${same})`.execute(tx)
  const rowsChanged = Number(changed.numAffectedRows ?? 0)
  const worth = await sql<{ currency: string; total: string }>`
    select q.currency, (sum(q.amount_minor) / 10::numeric ^ max(c.minor_digits))::numeric(19, 2)::text as total
    from goals.quota q join company.currency c on c.code = q.currency
    where q.import_id = ${input.importId} and q.ended_at is null group by q.currency order by q.currency`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - rowsChanged,
    rowsChanged,
    groups: [unknownTeam, repeated].filter((group) => group !== undefined),
    findings: input.mapping.columns.some((column) => column.field === 'ends_on')
      ? []
      : [
          'The file names no end of a period: each quota lasts until the next one of its subject begins, the last as long as the one before it.',
        ],
    totals: worth.rows.map(({ currency, total }) => ({ label: `Quotas in ${currency}`, value: total })),
  }
}
