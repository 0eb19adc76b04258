import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { notFound } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { changeRecord, lockRecord } from '../records/record.tx.ts'
import { leadKind } from '../records/record-kind.ts'
import { refuseAhead } from './change.tx.ts'
import type { Lead, leadsContract } from './contract.ts'
import { recordLead, seenLead } from './record.tx.ts'

type NewTouch = z.output<typeof leadsContract.addLeadTouch.body> & { id: string }

/** Writes down what was done to reach a lead; a new one that was called, mailed or met counts as contacted. */
export async function addLeadTouch(work: Work, scope: Scope, input: NewTouch): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    const { id, kind } = input
    const happenedAt = input.happenedAt ?? now
    refuseAhead(happenedAt, now)
    await seenLead(tx, scope, { id, now })
    const before = await lockRecord(tx, leadKind, { id })
    await sql`insert into crm.lead_touch (id, lead_id, kind, happened_at, person_id, subject, note, recorded_at, recorded_by)
      values (${newId()}, ${id}, ${kind}, ${happenedAt}, ${scope.personId}, ${input.subject}, ${input.note}, ${now}, ${actor.id})`.execute(
      tx,
    )
    if (before.status === 'new' && kind !== 'note')
      await changeRecord(writing, leadKind, { id, before, values: { status: 'contacted' } })
    await recordLead(writing, { id, command: 'crm.touch-lead', summary: `Added a ${kind} about a lead`, after: {} })
    return seenLead(tx, scope, { id, now })
  })
}

/** Removes a touch that was said by mistake. */
export async function removeLeadTouch(
  work: Work,
  scope: Scope,
  { id, touchId }: { id: string; touchId: string },
): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    await seenLead(tx, scope, { id, now })
    const { rows } = await sql`update crm.lead_touch set ended_at = ${now}
      where id = ${touchId} and lead_id = ${id} and ended_at is null returning id`.execute(tx)
    if (rows.length === 0) throw notFound('touch', touchId)
    await recordLead(writing, { id, command: 'crm.remove-touch', summary: 'Removed a touch of a lead', after: {} })
    return seenLead(tx, scope, { id, now })
  })
}
