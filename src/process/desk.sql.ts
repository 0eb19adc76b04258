import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { type DeskAnswer, type DeskRequest, deskTimes } from './approvals/desk-times.ts'
import { businessHours } from './rules/business-hours.ts'
import type { TermsOf } from './rules/terms.ts'
import { workingTimes } from './rules/working-time.sql.ts'

type Row = {
  id: string
  dealId: string
  dealName: string
  discount: number
  askedAt: string
  terms: TermsOf<'approval'>
  answers: DeskAnswer[]
}

/** Discounts that were asked for from a day until the end of another, each with what its slowest level took in business hours, as known then. */
export async function deskRequests(
  db: Db,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<DeskRequest[]> {
  const end = sql`${dayAfter(to, 1)}::date`
  const { rows } = await sql<Row>`
    select approval.id, approval.deal_id as "dealId", deal.name as "dealName", approval.discount::float8 as discount, approval.asked_at as "askedAt", rule.terms,
      coalesce((select jsonb_agg(jsonb_build_object('level', answer.level, 'answer', answer.answer,
          'answeredAt', to_char(answer.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by answer.level)
        from process.approval_answer answer where answer.approval_id = approval.id and answer.answered_at < ${end}), '[]') as answers
    from process.approval join process.rule on rule.id = approval.rule_id join crm.deal on deal.id = approval.deal_id
    where approval.asked_at >= ${from}::date and approval.asked_at < ${end} and (approval.withdrawn_at is null or approval.withdrawn_at >= ${end})
    order by approval.asked_at desc, approval.id limit 5000`.execute(db)
  if (rows.length === 0) return []
  const people = rows.flatMap(({ terms }) => terms.levels.map(({ approverId }) => approverId))
  const timeOf = await workingTimes(db, { people, today: to })
  const at = [`${dayAfter(to, 1)}T00:00:00.000Z`, now.toISOString()].sort()[0]!
  return rows.map((row) =>
    deskTimes(row, { now: at, hoursBetween: (span, personId) => businessHours(span, timeOf(personId)) }),
  )
}
