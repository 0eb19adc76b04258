import type { Reference } from '#platform/domain.ts'

const live = 'r.ended_at is null'
const spent = 'r.ended_at is not null'

/** Which rows of enablement name people, deals and resources. What was opened is history: it hinders nobody. */
export const enablementReferences: readonly Reference[] = [
  {
    to: 'person',
    table: 'enablement.resource',
    column: 'owner_id',
    says: 'resources',
    live,
    rowsAre: 'sales resource',
  },
  { to: 'person', table: 'enablement.opening', column: 'person_id', says: 'openings of resources', live: 'false' },
  { to: 'person', table: 'enablement.completion', column: 'person_id', says: 'completed courses', live },
  { to: 'person', table: 'enablement.onboarding', column: 'person_id', says: 'onboardings', live },
  { to: 'person', table: 'enablement.handoff', column: 'owner_id', says: 'hand-offs' },
  { to: 'deal', table: 'enablement.opening', column: 'deal_id', says: 'openings of resources', live: 'false' },
  { to: 'sales resource', table: 'enablement.opening', column: 'resource_id', says: 'openings of resources' },
  { to: 'sales resource', table: 'enablement.completion', column: 'course_id', says: 'completed courses', live },
  {
    to: 'sales resource',
    table: 'enablement.step',
    column: 'course_id',
    says: 'steps of onboarding plans',
    live,
    spent,
  },
]
