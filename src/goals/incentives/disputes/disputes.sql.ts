import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Dispute } from '../schema.ts'

/** Disputes of statements that the reader sees, open ones first. */
export async function disputesSeen(
  db: Db | Tx,
  scope: Scope,
  asked: { id?: string; statementId?: string | undefined; limit: number },
): Promise<Dispute[]> {
  const { rows } = await sql<Dispute>`
    select dispute.id, dispute.statement_id as "statementId", statement.run_id as "runId", statement.person_id as "personId",
      person.name as "personName", dispute.position, dispute.opened_at as "openedAt", opener.name as "openedBy",
      dispute.closed_at as "closedAt", dispute.outcome,
      (select jsonb_agg(jsonb_build_object('id', remark.id, 'saidBy', sayer.name, 'saidAt', remark.said_at, 'text', remark.text) order by remark.said_at, remark.id)
        from goals.incentive_remark remark left join auth."user" sayer on sayer.id = remark.said_by where remark.dispute_id = dispute.id) as remarks
    from goals.incentive_dispute dispute join goals.incentive_statement statement on statement.id = dispute.statement_id
    join company.person person on person.id = statement.person_id left join auth."user" opener on opener.id = dispute.opened_by
    where ${ownedBy(scope.sees.statements, sql.ref('statement.person_id'))}
      and (${asked.id ?? null}::uuid is null or dispute.id = ${asked.id ?? null})
      and (${asked.statementId ?? null}::uuid is null or dispute.statement_id = ${asked.statementId ?? null})
    order by dispute.closed_at is not null, dispute.opened_at desc limit ${asked.limit}`.execute(db)
  return rows
}

/** One dispute that the reader sees. */
export async function disputeSeen(db: Db | Tx, scope: Scope, id: string): Promise<Dispute> {
  const [dispute] = await disputesSeen(db, scope, { id, limit: 1 })
  if (!dispute) throw notFound('dispute', id)
  return dispute
}
