import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { forget } from '#platform/erasing/forget.tx.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { addRecord, changeRecord, eraseRecord, lockRecord } from '../records/record.tx.ts'
import { type Columns, columnOfField, leadKind } from '../records/record-kind.ts'
import { refuseWrongReferences } from '../records/references.tx.ts'
import type { Lead, LeadChanges } from './contract.ts'
import { movedLead } from './lead-status.ts'
import { recordLead, seenLead } from './record.tx.ts'

/** Adds a lead; without an owner it belongs to whoever adds it. */
export async function addLead(
  work: Work,
  scope: Scope,
  { createdAt, ...input }: LeadChanges & { name: string; createdAt?: string | undefined },
): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    const at = createdAt ?? now
    refuseAhead(at, now)
    const ownerId = input.ownerId === undefined ? scope.personId : input.ownerId
    await refuseWrongReferences(tx, scope, { ownerId })
    const values = { ...columnsOf({ ...input, ownerId }), ...movedLead({}, input.status ?? 'new', now), created_at: at }
    const id = await addRecord(writing, leadKind, { ...values, ...reasonOf(input) })
    await recordLead(writing, { id, command: 'crm.add-lead', summary: 'Added a lead', after: values })
    return seenLead(tx, scope, { id, now })
  })
}

/** Changes a lead; what is left out stays. */
export async function changeLead(
  work: Work,
  scope: Scope,
  { id, changedAt, ...changes }: LeadChanges & { id: string; changedAt?: string | undefined },
): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    await seenLead(tx, scope, { id, now })
    const before = await lockRecord(tx, leadKind, { id, changedAt })
    await refuseWrongReferences(tx, scope, changes)
    if (changes.status && before.status === 'converted') throw converted()
    const moved = changes.status && changes.status !== before.status ? movedLead(before, changes.status, now) : {}
    const values = { ...columnsOf(changes), ...moved, ...reasonOf(changes) }
    const { changed } = await changeRecord(writing, leadKind, { id, before, values })
    if (Object.keys(changed).length > 0)
      await recordLead(writing, { id, command: 'crm.change-lead', summary: 'Changed a lead', before, after: changed })
    return seenLead(tx, scope, { id, now })
  })
}

/** Ends a lead; its row keeps standing in the record. */
export async function removeLead(work: Work, scope: Scope, id: string): Promise<{ id: string; changedAt: string }> {
  return transact(work, async (writing) => {
    await seenLead(writing.tx, scope, { id, now: writing.now })
    const before = await lockRecord(writing.tx, leadKind, { id })
    const { at } = await changeRecord(writing, leadKind, { id, before, values: { ended_at: writing.now } })
    await recordLead(writing, { id, command: 'crm.remove-lead', summary: 'Removed a lead', after: {} })
    return { id, changedAt: at }
  })
}

/** Erases who a lead was, in its row, its history and what was written down of talks with it. */
export async function eraseLead(work: Work, scope: Scope, id: string): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    await seenLead(tx, scope, { id, now })
    await forget(writing, work.workspace.domains, await eraseRecord(writing, leadKind, id))
    await sql`update crm.lead_touch set subject = 'Erased', note = '' where lead_id = ${id}`.execute(tx)
    await recordLead(writing, { id, command: 'crm.erase-lead', summary: `Erased lead ${id}`, after: {} })
    return seenLead(tx, scope, { id, now })
  })
}

/** Refuses an instant that has not come yet. */
export function refuseAhead(at: string, now: string): void {
  if (Date.parse(at) <= Date.parse(now)) return
  throw refusal(400, {
    code: 'ahead',
    message: `${at} has not come yet.`,
    wayOut: 'Leave the time out for now, or give one that has been.',
  })
}

function converted() {
  return refusal(409, {
    code: 'converted',
    message: 'This lead was converted; its status says so.',
    wayOut: 'Undo the conversion first, or close the deal that came of it.',
  })
}

/** A reason stands only beside "disqualified". */
function reasonOf({ status, disqualifiedReason }: LeadChanges): Columns {
  if (status !== undefined && status !== 'disqualified') return { disqualified_reason: null }
  return disqualifiedReason === undefined ? {} : { disqualified_reason: disqualifiedReason }
}

function columnsOf(changes: LeadChanges): Columns {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [[columnOfField(field), value]])),
  )
}
