import type { Reference } from '#platform/domain.ts'

/** Which rows of company name things of company. */
export const companyReferences: readonly Reference[] = [
  { to: 'person', table: 'auth.user', column: 'personId', says: 'logins' },
  {
    to: 'person',
    table: 'company.leave',
    column: 'person_id',
    says: 'leave',
    live: 'r.ended_at is null',
    spent: 'r.ended_at is not null',
  },
  { to: 'person', table: 'company.reporting_line', column: 'person_id', says: 'reporting lines', live: 'false' },
  { to: 'person', table: 'company.reporting_line', column: 'manager_id', says: 'reporting lines', live: 'false' },
  { to: 'person', table: 'company.team_membership', column: 'person_id', says: 'team memberships', live: 'false' },
  { to: 'team', table: 'company.team_membership', column: 'team_id', says: 'team memberships' },
  { to: 'family', table: 'company.item', column: 'family_id', says: 'items', rowsAre: 'item' },
  {
    to: 'territory',
    table: 'company.holiday',
    column: 'territory_id',
    says: 'holidays',
    live: 'r.ended_at is null',
    spent: 'r.ended_at is not null',
  },
  { to: 'territory', table: 'company.site', column: 'territory_id', says: 'sites' },
  { to: 'territory', table: 'company.team', column: 'territory_id', says: 'teams' },
  { to: 'territory', table: 'company.territory', column: 'parent_id', says: 'territories', live: 'false' },
]
