import type { AnyReference, Reference } from '#platform/domain.ts'

/** Calls and delegations name people. */
export const revenueReferences: readonly Reference[] = [
  { to: 'person', table: 'revenue.call', column: 'person_id', says: 'calls' },
  { to: 'person', table: 'revenue.delegate', column: 'person_id', says: 'delegations' },
  { to: 'person', table: 'revenue.delegate', column: 'delegate_id', says: 'delegations' },
]

/** A weekly review by mail is of a team or of a person. */
export const revenueAnyReferences: readonly AnyReference[] = [
  { table: 'revenue.review_mail', noun: 'subject_kind', column: 'subject_id', says: 'weekly reviews by mail' },
]
