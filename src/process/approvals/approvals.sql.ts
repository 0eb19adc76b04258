import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { businessHours } from '../rules/business-hours.ts'
import type { TermsOf } from '../rules/terms.ts'
import { workingTimes } from '../rules/working-time.sql.ts'
import { type ChainState, chainState } from './chain.ts'
import type { Approval } from './contract.ts'

type Stored = Omit<Approval, 'state' | 'levels' | 'waitsFor' | 'mayAnswer' | 'isLate' | 'isStuck'> & {
  ruleId: string
  ruleName: string
  terms: TermsOf<'approval'>
}
export type AskedNow = Stored & ChainState

type Wanted = { id?: string | undefined; dealId?: string | undefined }

/** Requests that were not withdrawn, each as far along its chain as it has come. */
export async function approvalsNow(
  db: Db | Tx,
  scope: Pick<Scope, 'sees'>,
  { now, ...wanted }: Wanted & { now: Date },
): Promise<AskedNow[]> {
  const { rows } = await sql<Stored>`
    select approval.id, approval.rule_id as "ruleId", rule.name as "ruleName", rule.terms, approval.deal_id as "dealId", deal.name as "dealName",
      deal.amount_minor as "amountMinor", deal.currency, approval.discount::float8 as discount, approval.reason, who.name as "askedBy", approval.asked_at as "askedAt",
      coalesce((select jsonb_agg(jsonb_build_object('level', answer.level, 'answer', answer.answer, 'by', person.name, 'note', answer.note,
          'answeredAt', to_char(answer.answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by answer.level)
        from process.approval_answer answer join company.person on person.id = answer.person_id where answer.approval_id = approval.id), '[]') as answers
    from process.approval join process.rule on rule.id = approval.rule_id join crm.deal on deal.id = approval.deal_id
      left join auth."user" who on who.id = approval.asked_by
    where approval.withdrawn_at is null and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
      and (${wanted.id ?? null}::uuid is null or approval.id = ${wanted.id ?? null})
      and (${wanted.dealId ?? null}::uuid is null or approval.deal_id = ${wanted.dealId ?? null})
    order by approval.asked_at desc, approval.id limit 5000`.execute(db)
  if (rows.length === 0) return []
  const today = await companyToday(db, now)
  const people = rows.flatMap(({ terms }) => terms.levels.map(({ approverId }) => approverId))
  const [timeOf, away] = [await workingTimes(db, { people, today }), await awayOn(db, today)]
  const to = now.toISOString()
  return rows.map((row) => ({
    ...row,
    ...chainState(row.terms, row, {
      hoursSince: (from, personId) => businessHours({ from, to }, timeOf(personId)),
      isAway: (id) => away.has(id),
    }),
  }))
}

async function awayOn(db: Db | Tx, day: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from company.leave where ended_at is null and starts_on <= ${day} and last_day >= ${day}
    union select id from company.person where left_on <= ${day} or erased_at is not null`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
