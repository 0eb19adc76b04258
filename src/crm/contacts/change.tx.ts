import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { forget } from '#platform/erasing/forget.tx.ts'
import { notFound } from '#platform/http/refusal.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import {
  addRecord,
  auditChange,
  type ChangeLine,
  changeRecord,
  eraseRecord,
  lockRecord,
  undoRecord,
} from '../records/record.tx.ts'
import { type Columns, columnOfField, contactKind } from '../records/record-kind.ts'
import { refuseWrongReferences } from '../records/references.tx.ts'
import { contactById } from './contacts.sql.ts'
import type { Contact, ContactChanges } from './contract.ts'

type Changed = { id: string; changedAt: string }

/** Adds a contact; without an owner it belongs to whoever adds it. */
export async function addContact(work: Work, scope: Scope, input: ContactChanges & { name: string }): Promise<Contact> {
  return transact(work, (writing) => addContactIn(writing, scope, input))
}

/** The same within a transaction that is open already. */
export async function addContactIn(
  writing: Writing,
  scope: Scope,
  input: ContactChanges & { name: string },
): Promise<Contact> {
  const ownerId = input.ownerId === undefined ? scope.personId : input.ownerId
  await refuseWrongReferences(writing.tx, scope, { ownerId, accountId: input.accountId })
  const values = { ...columnsOf({ ...input, ownerId }), created_at: writing.now }
  const id = await addRecord(writing, contactKind, values)
  await record(writing, { id, command: 'crm.add-contact', summary: 'Added a contact', after: values })
  return (await contactById(writing.tx, scope, id))!
}

/** Changes a contact; what is left out stays. */
export async function changeContact(
  work: Work,
  scope: Scope,
  { id, changedAt, ...changes }: ContactChanges & { id: string; changedAt?: string | undefined },
): Promise<Contact> {
  return transact(work, async (writing) => {
    await refuseUnseen(writing.tx, scope, id)
    const before = await lockRecord(writing.tx, contactKind, { id, changedAt })
    await refuseWrongReferences(writing.tx, scope, changes)
    const { changed } = await changeRecord(writing, contactKind, { id, before, values: columnsOf(changes) })
    if (Object.keys(changed).length > 0)
      await record(writing, { id, command: 'crm.change-contact', summary: 'Changed a contact', before, after: changed })
    return (await contactById(writing.tx, scope, id)) ?? refuseUnseen(writing.tx, scope, id)
  })
}

/** Ends a contact; its row keeps standing in the record. */
export async function removeContact(work: Work, scope: Scope, id: string): Promise<Changed> {
  return transact(work, async (writing) => {
    await refuseUnseen(writing.tx, scope, id)
    const before = await lockRecord(writing.tx, contactKind, { id })
    const { at } = await changeRecord(writing, contactKind, { id, before, values: { ended_at: writing.now } })
    await record(writing, { id, command: 'crm.remove-contact', summary: 'Removed a contact', after: {} })
    return { id, changedAt: at }
  })
}

/** Takes back the caller's own newest change. */
export async function undoContact(
  work: Work,
  _scope: Scope,
  undo: { id: string; recordedAt: string },
): Promise<Changed> {
  return transact(work, async (writing) => {
    const { at } = await undoRecord(writing, contactKind, undo)
    await record(writing, { id: undo.id, command: 'crm.undo-contact', summary: 'Took back a change', after: {} })
    return { id: undo.id, changedAt: at }
  })
}

/** Erases who a contact was. */
export async function eraseContact(work: Work, scope: Scope, id: string): Promise<Contact> {
  return transact(work, async (writing) => {
    await refuseUnseen(writing.tx, scope, id)
    await forget(writing, work.workspace.domains, await eraseRecord(writing, contactKind, id))
    await record(writing, { id, command: 'crm.erase-contact', summary: `Erased contact ${id}`, after: {} })
    return (await contactById(writing.tx, scope, id))!
  })
}

async function refuseUnseen(tx: Tx, scope: Scope, id: string): Promise<Contact> {
  const contact = await contactById(tx, scope, id)
  if (!contact) throw notFound('contact', id)
  return contact
}

async function record(writing: Writing, line: ChangeLine): Promise<void> {
  await auditChange(contactKind, 'contact', writing, line)
  await writing.emit('crm.contact.changed', { contactId: line.id })
}

function columnsOf(changes: ContactChanges): Columns {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [[columnOfField(field), value]])),
  )
}
