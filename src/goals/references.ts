import type { Reference } from '#platform/domain.ts'

const quota = { table: 'goals.quota', column: 'subject_id', says: 'quotas', live: 'r.ended_at is null' }

const count = { table: 'goals.count_quota', column: 'subject_id', says: 'goals in counts', live: 'r.ended_at is null' }

/** A quota names the person, family or territory whose goal it is; a budget line the family that is planned. */
export const goalsReferences: readonly Reference[] = [
  { to: 'person', ...quota },
  { to: 'family', ...quota },
  { to: 'territory', ...quota },
  { to: 'person', ...count },
  { to: 'family', ...count },
  { to: 'territory', ...count },
  {
    to: 'territory',
    table: 'goals.territory_rule',
    column: 'territory_id',
    says: 'territory rules',
    live: 'r.ended_at is null',
    spent: 'r.ended_at is not null',
  },
  {
    to: 'territory',
    table: 'goals.territory_move',
    column: 'to_territory_id',
    says: 'moves of accounts',
    live: 'r.withdrawn_at is null',
  },
  {
    to: 'account',
    table: 'goals.territory_move',
    column: 'account_id',
    says: 'moves of accounts',
    live: 'r.withdrawn_at is null',
    spent: 'r.withdrawn_at is not null',
  },
  { to: 'person', table: 'goals.quota_answer', column: 'said_by', says: 'answers to quotas', live: 'false' },
  { to: 'person', table: 'goals.count_answer', column: 'said_by', says: 'answers to goals in counts', live: 'false' },
  { to: 'family', table: 'goals.budget', column: 'family_id', says: 'budget lines', live: 'r.ended_at is null' },
]

const notEnded = 'r.ended_at is null'

/** Incentives name people and deals; what was paid keeps its person for ever. */
export const incentiveReferences: readonly Reference[] = [
  {
    to: 'person',
    table: 'goals.incentive_participant',
    column: 'person_id',
    says: 'participants of incentive plans',
    live: notEnded,
  },
  { to: 'person', table: 'goals.incentive_split', column: 'person_id', says: 'splits of credit', live: notEnded },
  { to: 'person', table: 'goals.incentive_statement', column: 'person_id', says: 'incentive statements' },
  { to: 'deal', table: 'goals.incentive_split', column: 'deal_id', says: 'splits of credit', live: notEnded },
]
