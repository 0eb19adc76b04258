import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { takeOut } from '#platform/importing/staged.tx.ts'
import type { Noun } from './file-fields.ts'

/** Rows that name a team nobody knows stay out. */
export function keepUnknownTeams(tx: Tx, input: Applying): Promise<ProblemGroup | undefined> {
  return takeOut(tx, {
    where: sql`s.team is not null and not exists (select 1 from company.team t where lower(t.name) = lower(s.team))`,
    column: input.columnOf('team'),
    value: sql`s.team`,
    kind: 'unknown team',
    reason: 'no team has this name',
  })
}

/**
 * Whose each staged quota is and until when, as the temporary table goal_period beside further columns. A period without an end lasts until
 * the next one of the same subject (and whatever else tells quotas apart) begins, the last one as long as the one before.
 */
export async function writePeriods(
  tx: Tx,
  given: { columns: RawBuilder<unknown>; apart: RawBuilder<unknown>; after: 0 | 1 },
): Promise<void> {
  const { columns, apart, after } = given
  await sql`drop table if exists pg_temp.goal_period`.execute(tx)
  await sql`create temp table goal_period on commit drop as
    with subject as (
      select s.*, case when s.person is not null then 'person' when s.team is not null then 'team' when s.territory is not null then 'territory'
          when s.family is not null then 'family' else 'company' end as subject_kind,
        coalesce(s.person, (select t.id from company.team t where lower(t.name) = lower(s.team)), s.territory, s.family) as subject
      from staged s where not s.is_out),
    spaced as (
      select *, lead(starts_on) over w as next_start, lag(starts_on) over w as last_start
      from subject window w as (partition by ${apart} order by starts_on, row_number))
    select row_number, subject_kind, subject as subject_id, starts_on, ${columns},
      coalesce(ends_on + ${after}::int, nullif(next_start, starts_on), starts_on + (starts_on - last_start), (starts_on + interval '3 months')::date) as ends_on
    from spaced`.execute(tx)
}

/** Rows that set what an earlier row of the file sets stay out; `apart` is what tells quotas of one subject apart. */
export function keepRepeated(
  tx: Tx,
  input: Applying,
  { apart, noun }: { apart: RawBuilder<unknown>; noun: Noun },
): Promise<ProblemGroup | undefined> {
  return takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select q.row_number, row_number() over
      (partition by q.subject_kind, q.subject_id, ${apart}, q.starts_on, s.ends_on order by q.row_number) as nth
      from goal_period q join staged s on s.row_number = q.row_number) as n where nth > 1)`,
    column: input.columnOf('starts_on'),
    value: sql`s.starts_on`,
    kind: 'repeated key',
    reason: `an earlier row of this file sets the same ${noun}`,
  })
}

/** Ends what was taken away where the file comes from, and gives how many those were. */
export async function endTakenAway(
  tx: Tx,
  { now, importId }: Applying,
  { table, same }: { table: 'goals.quota' | 'goals.count_quota'; same: RawBuilder<unknown> },
): Promise<number> {
  const { numAffectedRows } =
    await sql`update ${sql.table(table)} g set ended_at = ${now}, ended_by = ${importId} from goal_period q
    join staged s on s.row_number = q.row_number and not s.is_out and s.deleted where ${same}`.execute(tx)
  return Number(numAffectedRows ?? 0)
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
export function whoseSaid({ mapping }: Applying, noun: Noun): string[] {
  const subjects = ['person', 'team', 'territory', 'family']
  if (mapping.columns.some(({ field }) => field !== null && subjects.includes(field))) return []
  return [`No column says whose ${noun}s these are: they are taken as ${noun}s of the whole company.`]
}

/** How the ends of periods were read, in words. */
export async function endsRead(
  tx: Tx,
  { mapping, columnOf }: Applying,
  { after, noun }: { after: 0 | 1; noun: Noun },
): Promise<string[]> {
  if (!mapping.columns.some((column) => column.field === 'ends_on')) {
    const { rows } = await sql`select 1 from staged where not is_out and ends_on is null limit 1`.execute(tx)
    if (rows.length === 0) return []
    return [
      `The file names no end of a period: each ${noun} lasts until the next one of its subject begins, the last as long as the one before it.`,
    ]
  }
  return after === 1
    ? [`"${columnOf('ends_on')}" is read as the last day of each period.`]
    : [`"${columnOf('ends_on')}" is read as the day on which the next period begins.`]
}

/** That quotas were taken away where the file comes from, in words. */
export function takenAwayWords(count: number, noun: Noun): string[] {
  if (count === 0) return []
  return [
    `${count} ${count === 1 ? `${noun} was` : `${noun}s were`} taken away where the file comes from and ended here.`,
  ]
}
