import type { DemoTable } from '#platform/demo.ts'
import { type Drawn, record } from './drawn.ts'

/** Lines of the plant: the families they make, hours of the line per unit, how many times over they could make the usual month. */
export const lines = [
  { code: 'L1', name: 'Machine line', family: 'Espresso machines', hours: 1.6, reserve: 1.12, cost: 38 },
  { code: 'L2', name: 'Grinder cell', family: 'Grinders', hours: 0.7, reserve: 1.25, cost: 32 },
  { code: 'L3', name: 'Cold line', family: 'Cold drinks', hours: 1.1, reserve: 1.05, cost: 36 },
  { code: 'L4', name: 'Brewer line', family: 'Filter brewers', hours: 0.4, reserve: 1.5, cost: 30 },
] as const

const testHours = 0.25
const workingDays = 21

/** Lines, the test bench they share, their holidays, and the ways to the warehouses. */
export function demoResources(drawn: Drawn): DemoTable[] {
  const plant = drawn.siteId('Providence plant')
  const monthly = (family: string) =>
    drawn.items.filter((item) => item.family === family).reduce((sum, item) => sum + item.monthly, 0)
  const row = (line: { code: string; name: string; cost: number }, hoursPerMonth: number) => ({
    id: drawn.id('resource', line.code),
    code: line.code,
    name: line.name,
    site_id: plant,
    units: '1',
    hours_per_day: Math.max(1, hoursPerMonth / workingDays).toFixed(1),
    days_per_week: '5',
    efficiency: '0.9',
    cost_per_hour: String(line.cost),
    overtime_cost_per_hour: String(line.cost * 1.5),
    overtime_hours_per_day: Math.max(0.2, (hoursPerMonth / workingDays) * 0.2).toFixed(1),
    assumed: false,
  })
  const made = drawn.items.filter((item) => item.made).reduce((sum, item) => sum + item.monthly, 0)
  const lanes = ['Providence warehouse', 'Reno warehouse', 'Kassel warehouse', 'Malmö warehouse']
  return [
    {
      table: 'supply.resource',
      rows: [
        ...lines.map((line) => row(line, (monthly(line.family) * line.hours * line.reserve) / 0.9)),
        row({ code: 'T1', name: 'Test bench', cost: 28 }, (made * testHours * 1.3) / 0.9),
      ],
    },
    { table: 'supply.resource_hours', rows: holidays(drawn) },
    {
      table: 'supply.lane',
      rows: lanes.map((name, at) => ({
        ...record(drawn, 'lane', [plant, drawn.siteId(name)]),
        from_site_id: plant,
        to_site_id: drawn.siteId(name),
        lead_days: String([1, 6, 24, 26][at]),
        cost_per_unit: String([4, 14, 22, 24][at]),
      })),
    },
  ]
}

/** Two weeks of summer shutdown and the turn of the year, for all resources, in the coming year. */
function holidays(drawn: Drawn) {
  const year = Number(drawn.before(0).slice(0, 4))
  const closed = [year, year + 1].flatMap((each) => [
    { from: `${each}-08-03`, to: `${each}-08-14`, reason: 'Summer shutdown' },
    { from: `${each}-12-24`, to: `${each + 1}-01-01`, reason: 'Turn of the year' },
  ])
  return closed.map(({ from, to, reason }) => ({
    ...record(drawn, 'hours', [null, from]),
    starts_on: from,
    ends_on: to,
    hours_per_day: '0',
    reason,
  }))
}
