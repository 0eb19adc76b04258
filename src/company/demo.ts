import type { Demo } from '#platform/demo.ts'

/** The demo company's people, teams, territories, sites, items and rates. */
export const companyDemo: Demo = (world) => [
  { table: 'company.territory', rows: world.territories },
  { table: 'company.site', rows: world.sites },
  { table: 'company.person', rows: world.people },
  { table: 'company.reporting_line', rows: world.reportingLines },
  { table: 'company.team', rows: world.teams },
  { table: 'company.team_membership', rows: world.memberships },
  { table: 'company.family', rows: world.families },
  { table: 'company.item', rows: world.items },
  { table: 'company.currency_rate', rows: world.rates },
]
