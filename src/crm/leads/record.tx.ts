import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Writing } from '#platform/transaction.ts'
import { auditChange, type ChangeLine } from '../records/record.tx.ts'
import { leadKind } from '../records/record-kind.ts'
import type { Lead } from './contract.ts'
import { leadById } from './leads.sql.ts'

/** The lead, where the caller sees it. */
export async function seenLead(tx: Tx, scope: Scope, asked: { id: string; now: string }): Promise<Lead> {
  const lead = await leadById(tx, scope, asked)
  if (!lead) throw notFound('lead', asked.id)
  return lead
}

/** Audit line and event of a change; the line says which fields changed, never what they say of the person. */
export async function recordLead(writing: Writing, line: ChangeLine): Promise<void> {
  await auditChange(leadKind, 'lead', writing, line)
  await writing.emit('crm.lead.changed', { leadId: line.id })
}
