import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { addAccountIn } from '../accounts/change.tx.ts'
import { addContactIn } from '../contacts/change.tx.ts'
import { addDealIn } from '../deals/change.tx.ts'
import { project } from '../deals/versions.tx.ts'
import { changeRecord, lockRecord, undoRecord } from '../records/record.tx.ts'
import { type Columns, contactKind, leadKind } from '../records/record-kind.ts'
import { refuseWrongReferences } from '../records/references.tx.ts'
import type { Lead, leadsContract } from './contract.ts'
import { movedLead } from './lead-status.ts'
import { recordLead, seenLead } from './record.tx.ts'

type Conversion = z.output<typeof leadsContract.convertLead.body> & { id: string }

/** Makes an account, a contact and, if wanted, a deal of a lead, all or nothing; the lead keeps what came of it. */
export async function convertLead(work: Work, scope: Scope, input: Conversion): Promise<Lead> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    const { id } = input
    const lead = await seenLead(tx, scope, { id, now })
    const before = await lockRecord(tx, leadKind, { id })
    if (before.status === 'converted') throw already(lead)
    await refuseWrongReferences(tx, scope, { accountId: input.accountId })
    const accountId = input.accountId ?? (await accountFor(writing, lead, input.accountName))
    const { name, title, email, phone, ownerId } = lead
    const contact = await addContactIn(writing, scope, { name, title, email, phone, ownerId, accountId })
    const { currency, ...deal } = input.deal ?? {}
    const made =
      input.deal &&
      (await addDealIn(writing, scope, {
        ...(deal as NonNullable<Conversion['deal']>),
        ...(currency && { currency }),
        accountId,
        ownerId,
        reason: `from a lead${lead.source ? ` (${lead.source})` : ''}`,
      }))
    const values: Columns = {
      ...movedLead(before, 'converted', now),
      account_id: accountId,
      contact_id: contact.id,
      deal_id: made?.id ?? null,
    }
    const { changed } = await changeRecord(writing, leadKind, { id, before, values })
    await recordLead(writing, { id, command: 'crm.convert-lead', summary: 'Converted a lead', before, after: changed })
    return seenLead(tx, scope, { id, now })
  })
}

/** Takes back the caller's own newest change of a lead; of a conversion, contact and deal go with it. */
export async function undoLead(
  work: Work,
  undo: { id: string; recordedAt: string },
): Promise<{ id: string; changedAt: string }> {
  return transact(work, async (writing) => {
    const { line, at } = await undoRecord(writing, leadKind, undo)
    if (line.before && line.after.status === 'converted') await takeBackMade(writing, line)
    await recordLead(writing, { id: undo.id, command: 'crm.undo-lead', summary: 'Took back a change', after: {} })
    return { id: undo.id, changedAt: at }
  })
}

async function accountFor(writing: Writing, lead: Lead, named: string | undefined): Promise<string> {
  const name = named ?? lead.company
  if (!name) {
    throw refusal(400, {
      code: 'no-company',
      message: 'This lead names no company to make an account of.',
      wayOut: 'Send accountId for an account that is there, or accountName for a new one.',
    })
  }
  return addAccountIn(writing, { name, country: lead.country, industry: lead.industry })
}

async function takeBackMade(writing: Writing, { after }: { after: Columns }): Promise<void> {
  const { tx, now } = writing
  const { deal_id: dealId, contact_id: contactId } = after
  if (dealId) {
    const { rows } = await sql<{ versions: number }>`select count(*) as versions from crm.deal_version
      where deal_id = ${dealId} and retracted_at is null`.execute(tx)
    if (rows[0]!.versions > 1) throw workedOn('deal')
    await sql`update crm.deal_version set retracted_at = ${now}, retracted_by = ${writing.actor.id}
      where deal_id = ${dealId} and retracted_at is null`.execute(tx)
    await project(tx, { dealId, at: now })
    await writing.emit('crm.deal.changed', { dealId })
  }
  if (contactId) {
    const { rows } = await sql<{ changes: number }>`select count(*) as changes from crm.record_change
      where subject_id = ${contactId} and retracted_at is null`.execute(tx)
    if (rows[0]!.changes > 1) throw workedOn('contact')
    const contact = await lockRecord(tx, contactKind, { id: contactId, ended: true })
    await changeRecord(writing, contactKind, { id: contactId, before: contact, values: { ended_at: now } })
    await writing.emit('crm.contact.changed', { contactId })
  }
}

function workedOn(noun: string) {
  return refusal(409, {
    code: 'worked-on',
    message: `Somebody has worked on the ${noun} that came of this lead.`,
    wayOut: `Keep the conversion; close or remove the ${noun} instead.`,
  })
}

function already(lead: Lead) {
  return refusal(409, {
    code: 'converted',
    message: `This lead was converted on ${lead.convertedAt?.slice(0, 10) ?? 'an earlier day'}.`,
    wayOut: 'Open the account or the deal that came of it.',
  })
}
