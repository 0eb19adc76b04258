import type { Reference } from '#platform/domain.ts'

const mail = {
  table: 'revenue.review_mail',
  column: 'subject_id',
  says: 'weekly reviews by mail',
  live: 'r.ended_at is null',
}

/** Calls and delegations name people; a weekly review by mail is of a team or of a person. */
export const revenueReferences: readonly Reference[] = [
  { to: 'person', table: 'revenue.call', column: 'person_id', says: 'calls' },
  { to: 'person', table: 'revenue.late_call', column: 'person_id', says: 'calls' },
  { to: 'person', table: 'revenue.delegate', column: 'person_id', says: 'delegations' },
  { to: 'person', table: 'revenue.delegate', column: 'delegate_id', says: 'delegations' },
  { to: 'team', ...mail },
  { to: 'person', ...mail },
]
