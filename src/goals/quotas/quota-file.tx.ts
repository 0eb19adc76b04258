import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'

/** How a file of quotas sets quotas, and how that is taken back. */
export const quotaRows: Rows = {
  apply: applyQuotas,
  later: (tx, { importId }) => laterEnds(tx, { table: 'goals.quota', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'goals.quota', ...input }),
}

/** Sets staged quotas; a period without an end lasts until the subject's next one begins, the last one as long as the one before. */
async function applyQuotas(tx: Tx, input: Applying): Promise<Applied> {
  const unknownTeam = await takeOut(tx, {
    where: sql`s.team is not null and not exists (select 1 from company.team t where lower(t.name) = lower(s.team))`,
    column: input.columnOf('team'),
    value: sql`s.team`,
    kind: 'unknown team',
    reason: 'no team has this name',
  })
  const after = await daysAfterEnd(tx, input)
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
      coalesce(ends_on + ${after}::int, nullif(next_start, starts_on), starts_on + (starts_on - last_start), (starts_on + interval '3 months')::date) as ends_on
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
    select q.currency, round(sum(q.amount_minor) / power(10::numeric, max(c.minor_digits)), max(c.minor_digits))::text as total
    from goals.quota q join company.currency c on c.code = q.currency
    where q.import_id = ${input.importId} and q.ended_at is null group by q.currency order by q.currency`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - rowsChanged,
    rowsChanged,
    groups: [unknownTeam, repeated].filter((group) => group !== undefined),
    findings: [...whoseSaid(input), ...(await endsRead(tx, input, after)), ...(await overlaps(tx))],
    totals: worth.rows.map(({ currency, total }) => ({ label: `Quotas in ${currency}`, value: total })),
  }
}

/** Headers that say that the last day is not one of the period; our own grid writes the first. */
const isNotIncluded = /before|exclusive|not included/i

/**
 * How many days lie between a stated end and the first day after the period: one, for an end is the last day of its
 * period, unless the header or the days say otherwise: where the next period begins on it, or both are the first of a month.
 */
export async function daysAfterEnd(tx: Tx, { columnOf }: Applying): Promise<0 | 1> {
  if (isNotIncluded.test(columnOf('ends_on'))) return 0
  const { rows } = await sql<{ next: boolean }>`select coalesce(bool_or(
      (extract(day from s.starts_on) = 1 and extract(day from s.ends_on) = 1 and s.ends_on > s.starts_on) or exists (select 1 from staged o
        where not o.is_out and o.starts_on = s.ends_on and (o.person, o.team, o.territory, o.family) is not distinct from (s.person, s.team, s.territory, s.family))), false) as next
    from staged s where not s.is_out and s.ends_on is not null`.execute(tx)
  return rows[0]?.next ? 0 : 1
}

/** Without a column of subjects, quotas are the company's: that may be meant, so it is said. */
export function whoseSaid({ mapping }: Applying): string[] {
  const subjects = ['person', 'team', 'territory', 'family']
  if (mapping.columns.some(({ field }) => field !== null && subjects.includes(field))) return []
  return ['No column says whose quotas these are: they are taken as quotas of the whole company.']
}

/** How the ends of periods were read, in words. */
export async function endsRead(tx: Tx, { mapping, columnOf }: Applying, after: 0 | 1): Promise<string[]> {
  if (!mapping.columns.some((column) => column.field === 'ends_on')) {
    const { rows } = await sql`select 1 from staged where not is_out and ends_on is null limit 1`.execute(tx)
    if (rows.length === 0) return []
    return [
      'The file names no end of a period: each quota lasts until the next one of its subject begins, the last as long as the one before it.',
    ]
  }
  return after === 1
    ? [`"${columnOf('ends_on')}" is read as the last day of each period.`]
    : [`"${columnOf('ends_on')}" is read as the day on which the next period begins.`]
}

/** Two quotas of one subject for the same days count twice, which is seldom meant. */
async function overlaps(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ all: number; first: string; second: string }>`
    with pair as (
      select q.starts_on, q.ends_on, g.starts_on as other_start, g.ends_on as other_end
      from quota_state q join staged s on s.row_number = q.row_number and not s.is_out
        join goals.quota g on g.ended_at is null and g.subject_kind = q.subject_kind and g.subject_id is not distinct from q.subject_id
          and g.starts_on < q.ends_on and g.ends_on > q.starts_on and (g.starts_on, g.ends_on) <> (q.starts_on, q.ends_on))
    select (count(*) over ())::int as all, starts_on || ' to ' || (ends_on - 1) as first, other_start || ' to ' || (other_end - 1) as second
    from pair order by starts_on, other_start limit 1`.execute(tx)
  const [pair] = rows
  if (!pair) return []
  return [
    `${pair.all} times a quota overlaps another of the same subject, first ${pair.first} and ${pair.second}: the days in common count in both.`,
  ]
}
