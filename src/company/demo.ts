import { createHash } from 'node:crypto'
import { formatDay } from '@drumbeat/periods'
import type { Demo, DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { demoHolidays } from './demo-holidays.ts'

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
  { table: 'company.holiday', rows: holidayRows(world) },
]

/** Those of the company, and one of a territory. */
function holidayRows({ territories, truth }: DemoWorld): Record<string, DemoCell>[] {
  const year = Number(formatDay(truth.story.today).slice(0, 4))
  const dach = territories.find(({ name }) => name === 'DACH')
  const regional = dach
    ? [year, year + 1].map((each) => ({ day: `${each}-10-03`, name: 'German Unity Day', territory_id: dach.id }))
    : []
  return [...demoHolidays(year - 1), ...regional].map((holiday) => ({
    territory_id: null,
    ...holiday,
    id: idOf(`${holiday.day} ${holiday.name}`),
    recorded_at: `${year - 1}-11-01T09:00:00Z`,
  }))
}

function idOf(of: string): string {
  const hex = createHash('md5').update(`holiday ${of}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
