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
} from './file-periods.tx.ts'

/** How a file of quotas sets quotas, and how that is taken back. */
export const quotaRows: Rows = {
  apply: applyQuotas,
  later: (tx, { importId }) => laterEnds(tx, { table: 'goals.quota', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'goals.quota', ...input }),
}

/** Sets staged quotas; a period without an end lasts until the subject's next one begins, the last one as long as the one before. */
async function applyQuotas(tx: Tx, input: Applying): Promise<Applied> {
  const unknownTeam = await keepUnknownTeams(tx, input)
  const after = await daysAfterEnd(tx, input)
  await writePeriods(tx, {
    columns: sql`amount as amount_minor, currency`,
    apart: sql`subject_kind, subject`,
    after,
  })
  const repeated = await keepRepeated(tx, input, { apart: sql`null::text`, noun: 'quota' })
  const live = sql`goal_period q join staged s on s.row_number = q.row_number and not s.is_out and s.deleted is not true`
  const same = sql`g.subject_kind = q.subject_kind and g.subject_id is not distinct from q.subject_id and g.starts_on = q.starts_on and g.ends_on = q.ends_on and g.ended_at is null`
  const changed = await sql`update goals.quota g set ended_at = ${input.now}, ended_by = ${input.importId} from ${live}
    where ${same} and (g.amount_minor, g.currency) is distinct from (q.amount_minor, q.currency)`.execute(tx)
  const ended = await endTakenAway(tx, input, { table: 'goals.quota', same })
  const inserted =
    await sql`insert into goals.quota (id, subject_kind, subject_id, starts_on, ends_on, amount_minor, currency, import_id, recorded_at)
    select gen_random_uuid(), q.subject_kind, q.subject_id, q.starts_on, q.ends_on, q.amount_minor, q.currency, ${input.importId}, ${input.now}
    from ${live} where not exists (select 1 from goals.quota g where ${same})`.execute(tx)
  const replaced = Number(changed.numAffectedRows ?? 0)
  const worth = await sql<{ currency: string; total: string }>`
    select q.currency, round(sum(q.amount_minor) / power(10::numeric, max(c.minor_digits)), max(c.minor_digits))::text as total
    from goals.quota q join company.currency c on c.code = q.currency
    where q.import_id = ${input.importId} and q.ended_at is null group by q.currency order by q.currency`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - replaced,
    rowsChanged: replaced + ended,
    groups: [unknownTeam, repeated].filter((group) => group !== undefined),
    findings: [
      ...whoseSaid(input, 'quota'),
      ...(await endsRead(tx, input, { after, noun: 'quota' })),
      ...takenAwayWords(ended, 'quota'),
      ...(await overlaps(tx)),
    ],
    totals: worth.rows.map(({ currency, total }) => ({ label: `Quotas in ${currency}`, value: total })),
  }
}

/** Two quotas of one subject for the same days count twice, which is seldom meant. */
async function overlaps(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ all: number; first: string; second: string }>`
    with pair as (
      select q.starts_on, q.ends_on, g.starts_on as other_start, g.ends_on as other_end
      from goal_period q join staged s on s.row_number = q.row_number and not s.is_out and s.deleted is not true
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
