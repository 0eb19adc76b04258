import { hash } from 'node:crypto'
import { dayAfter } from '@drumbeat/periods'
import type { Demo } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

/** Months that planners of the demo company have set by hand so far. */
const months = 9

/**
 * What planners of the demo company set by hand in the past. The planted truth: the demand planner knows half of what the
 * statistical forecast misses, the sales manager wishes for an eighth more than it says.
 */
export const demandDemo: Demo = (world) => {
  const planner = nameOf(world, 'demand-planner')
  const manager = nameOf(world, 'sales-manager')
  if (!planner || !manager) return []
  const promotions = promotionsOf(world, planner)
  const families = [...world.families].sort((a, b) => (a.name < b.name ? -1 : 1))
  const sold = new Map(world.sold.map(({ familyId, month, units }) => [`${familyId} ${month}`, units]))
  const closed = [...new Set(world.sold.map(({ month }) => month))].sort().slice(-months - 1, -1)
  const rows = families.slice(0, 5).flatMap(({ id }, i) =>
    closed.flatMap((month) => {
      const came = sold.get(`${id} ${month}`)
      const before = sold.get(`${id} ${yearBefore(month)}`)
      if (came === undefined || before === undefined) return []
      const isPlanner = i < 3
      const value = Math.round(isPlanner ? before + 0.5 * (came - before) : before * 1.125)
      return [rowOf({ familyId: id, month, statistical: before, value, by: isPlanner ? planner : manager, isPlanner })]
    }),
  )
  return [
    { table: 'demand.override', rows },
    { table: 'demand.promotion', rows: promotions },
  ]
}

/** The promotions of the story as a planner records them, and the next one of each kind, planned for the same days a year later. */
function promotionsOf({ truth: { story }, families, territories }: DemoWorld, by: string) {
  const said = story.promotions.map((each) => ({
    ...each,
    ...{ from: dayAfter('1970-01-01', each.startsOn), to: dayAfter('1970-01-01', each.endsOn - 1) },
    kind: each.name.replace(/ \d{4}$/, ''),
  }))
  const next = [...Map.groupBy(said, ({ kind }) => kind).values()].map((of) => {
    const last = of.at(-1)!
    return {
      ...last,
      name: `${last.kind} ${yearAfter(last.from).slice(0, 4)}`,
      from: yearAfter(last.from),
      to: yearAfter(last.to),
    }
  })
  return [...said, ...next].flatMap(({ name, kind, family, territories: where, from, to }) =>
    (where.length === territories.length ? [null] : where).map((territory) => ({
      id: idFrom(`promotion ${name} ${territory}`),
      ...{ name, kind, item_id: null, family_id: families.find((each) => each.name === family)!.id },
      territory_id: territories.find((each) => each.name === territory)?.id ?? null,
      ...{ starts_on: from, ends_on: to, price: null, import_id: null, by_name: by },
      at: `${dayAfter([from, dayAfter('1970-01-01', story.today)].sort()[0]!, -20)}T09:00:00Z`,
    })),
  )
}

function yearAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
}

function idFrom(words: string): string {
  const hex = hash('md5', words)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

function rowOf(given: {
  familyId: string
  month: string
  statistical: number
  value: number
  by: string
  isPlanner: boolean
}) {
  const { familyId, month, statistical, value, by, isPlanner } = given
  return {
    id: idFrom(`override ${familyId} ${month}`),
    ...{ grain: 'month', node: `family:${familyId}`, level: 'family', family_id: familyId, item_id: null },
    ...{ territory_id: null, starts_on: month, value, statistical, locked: false, expires_on: null, by_id: null },
    reason: isPlanner ? 'large order' : 'market',
    note: isPlanner ? 'Orders announced by customers' : 'The team will sell more',
    by_name: by,
    at: `${dayAfter(month, -12)}T09:00:00Z`,
    needs_approval: false,
  }
}

function nameOf(world: DemoWorld, role: string): string | undefined {
  const personId = world.logins.find((login) => login.role === role)?.personId
  return world.people.find(({ id }) => id === personId)?.name
}

function yearBefore(month: string): string {
  return `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`
}
