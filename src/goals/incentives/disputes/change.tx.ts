import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { statementSeen } from '../runs/runs.sql.ts'
import { disputeSeen } from './disputes.sql.ts'

/** Opens a dispute of a statement that one sees, with its first remark. */
export async function openDispute(
  work: Work,
  scope: Scope,
  { statementId, position, text }: { statementId: string; position: number | null; text: string },
): Promise<string> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { personId } = await statementSeen(tx, scope, statementId)
    await refuseUnknownLine(tx, { statementId, position })
    const id = newId()
    await sql`insert into goals.incentive_dispute (id, statement_id, position, opened_by, opened_at)
      values (${id}, ${statementId}, ${position}, ${actor.id}, ${now})`.execute(tx)
    await writeRemark(tx, { disputeId: id, actorId: actor.id, now, text })
    await audit({
      command: 'goals.dispute',
      noun: 'statement',
      subjectId: statementId,
      summary: `Disputed the statement of person ${personId}`,
    })
    await emit('goals.incentives.changed', { disputeId: id })
    return id
  })
}

/** Adds a remark to a dispute; with an outcome it closes it. */
export async function remarkOn(
  work: Work,
  scope: Scope,
  given: { disputeId: string; text: string; outcome: 'accepted' | 'rejected' | undefined },
): Promise<void> {
  const { disputeId, text, outcome } = given
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const dispute = await disputeSeen(tx, scope, disputeId)
    if (dispute.closedAt !== null) {
      throw refusal(409, {
        code: 'closed',
        message: `This dispute was ${dispute.outcome} and is closed.`,
        wayOut: 'Open a new dispute of the statement.',
      })
    }
    await writeRemark(tx, { disputeId, actorId: actor.id, now, text })
    if (outcome) {
      await sql`update goals.incentive_dispute set closed_at = ${now}, closed_by = ${actor.id}, outcome = ${outcome}
        where id = ${disputeId}`.execute(tx)
    }
    await audit({
      command: outcome ? 'goals.close-dispute' : 'goals.remark',
      noun: 'dispute',
      subjectId: disputeId,
      summary: outcome ? `Closed a dispute: ${outcome}` : 'Remarked on a dispute',
    })
    await emit('goals.incentives.changed', { disputeId })
  })
}

async function refuseUnknownLine(
  tx: Tx,
  { statementId, position }: { statementId: string; position: number | null },
): Promise<void> {
  if (position === null) return
  const { rows } =
    await sql`select from goals.incentive_line where statement_id = ${statementId} and position = ${position}`.execute(
      tx,
    )
  if (rows.length === 0)
    throw refusal(400, {
      code: 'unknown',
      message: `The statement has no line ${position}.`,
      wayOut: 'Use the position of one of its lines.',
    })
}

async function writeRemark(
  tx: Tx,
  given: { disputeId: string; actorId: string | null; now: string; text: string },
): Promise<void> {
  await sql`insert into goals.incentive_remark (id, dispute_id, said_by, said_at, text)
    values (${newId()}, ${given.disputeId}, ${given.actorId}, ${given.now}, ${given.text})`.execute(tx)
}
