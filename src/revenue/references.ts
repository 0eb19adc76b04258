import type { Reference } from '#platform/domain.ts'

/** Calls and delegations name people. */
export const revenueReferences: readonly Reference[] = [
  { to: 'person', table: 'revenue.call', column: 'person_id', says: 'calls' },
  { to: 'person', table: 'revenue.delegate', column: 'person_id', says: 'delegations' },
  { to: 'person', table: 'revenue.delegate', column: 'delegate_id', says: 'delegations' },
]
