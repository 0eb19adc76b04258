import { periodIndex, type Timeline, timelineOf } from '#demand/calendar.ts'
import type { Task } from '#demand/forecast.ts'
import { inputsOf } from '#demand/inputs.ts'
import type { Leaf } from '#demand/series.ts'
import { generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { partKinds, simulatedParts } from '../forecasting/parts-series.ts'
import { adventureWorks, adventureWorksFolder } from './adventureworks-lines.ts'
import type { UnitLine } from './series-of.ts'

type Grain = 'month' | 'week'
type Item = { id: string; familyId: string | null; activeFrom: string | null; activeTo: string | null }

/** A company's history in one grain, to be cut at earlier periods as the product's worker would have seen it then. */
export type CompanyHistory = { name: string; grain: Grain; timeline: Timeline; leaves: Leaf[]; items: Item[] }

const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const

/** The worker's tasks as they stood when `at` periods were over. */
export function tasksAt({ grain, timeline, leaves, items }: CompanyHistory, at: number): Task[] {
  const known = leaves.flatMap((leaf) => {
    const kept = leaf.at.flatMap((index, i) => (index < at ? [i] : []))
    return kept.length === 0
      ? []
      : [{ ...leaf, at: kept.map((i) => leaf.at[i]!), values: kept.map((i) => leaf.values[i]!) }]
  })
  const cut = { ...timeline, closed: at }
  return inputsOf({ grain, calendar, timeline: cut, items, leaves: known, decisions: [] }).tasks
}

/** What came of each node: by name, the values by period. */
export function cameOf(history: CompanyHistory): Map<string, (at: number) => number> {
  const { tasks } = inputsOf({ ...history, calendar, decisions: [] })
  return new Map(tasks.map(({ name, from, values }) => [name, (at: number) => values[at - from] ?? Number.NaN]))
}

/** AdventureWorks, the demo company and companies of simulated spare parts. */
export function companyHistories(): CompanyHistory[] {
  const folder = adventureWorksFolder()
  const grains: Grain[] = ['month', 'week']
  return [
    ...(folder ? grains.map((grain) => adventureWorksHistory(folder, grain)) : []),
    ...grains.map(demoHistory),
    ...partKinds.flatMap((kind, i) => (simulatedKinds.has(kind) ? [partsHistory(kind, i)] : [])),
  ]
}

const simulatedKinds: ReadonlySet<string> = new Set(['steady', 'ends and births', 'mixed', 'market falls'])

/** Months of all items; weeks, which take far longer, of every third one. */
function adventureWorksHistory(folder: string, grain: Grain): CompanyHistory {
  const { lines, items } = adventureWorks(folder)
  const undated = items.map((item) => ({ ...item, activeFrom: null, activeTo: null }))
  const kept = new Set(items.filter((_, i) => grain === 'month' || i % 3 === 0).map(({ id }) => id))
  const before = lines.filter(({ day, itemId }) => day < '2014-01-01' && kept.has(itemId))
  return historyOf({ name: 'AdventureWorks', grain, lines: before, items: undated, today: '2014-01-02' })
}

function demoHistory(grain: Grain): CompanyHistory {
  const today = '2026-11-23'
  const company = generateDemoCompany({ seed: '4410', today })
  const lines = company.orderLines.map((line) => ({
    ...{ day: line.ordered_on, itemId: line.item_id, territoryId: line.territory_id, quantity: Number(line.quantity) },
  }))
  const items = company.items.map(({ id, family_id, active_from, active_to }) => ({
    ...{ id, familyId: family_id, activeFrom: active_from, activeTo: active_to },
  }))
  return historyOf({ name: 'demo company', grain, lines, items, today })
}

function historyOf(given: {
  name: string
  grain: Grain
  lines: readonly UnitLine[]
  items: Item[]
  today: string
}): CompanyHistory {
  const { name, grain, lines, items, today } = given
  const days = lines.map(({ day }) => day).sort()
  const timeline = timelineOf({ grain, calendar, firstOn: days[0]!, lastOn: days.at(-1)!, today })
  const origin = timeline.periods[0]!.startsOn
  const places = new Map<string, number>()
  const place = (day: string) => {
    if (!places.has(day)) places.set(day, periodIndex({ grain, calendar, origin, day }))
    return places.get(day)!
  }
  const leaves = [...Map.groupBy(lines, (line) => `${line.itemId}@${line.territoryId}`).values()].map((of): Leaf => {
    const sums = new Map<number, number>()
    for (const { day, quantity } of of) sums.set(place(day), (sums.get(place(day)) ?? 0) + quantity)
    const { itemId, territoryId } = of[0]!
    return { itemId, territoryId, at: [...sums.keys()], values: [...sums.values()] }
  })
  return { name, grain, timeline, leaves, items }
}

/** 200 parts in three territories each, in ten families: 39 known months and 12 to come. */
function partsHistory(kind: (typeof partKinds)[number], i: number): CompanyHistory {
  const parts = simulatedParts(kind, { seed: 905 + i, count: 600 })
  const leaves = parts.map(({ history, actual }, n): Leaf => {
    const whole = [...history, ...actual]
    const at = whole.flatMap((value, month) => (value > 0 ? [month] : []))
    return {
      itemId: `p${n % 200}`,
      territoryId: `t${Math.floor(n / 200)}`,
      at,
      values: at.map((month) => whole[month]!),
    }
  })
  const items = Array.from({ length: 200 }, (_, n) => ({
    ...{ id: `p${n}`, familyId: `f${n % 10}`, activeFrom: null, activeTo: null },
  }))
  const months = parts[0]!.history.length + parts[0]!.actual.length
  const timeline = timelineOf({
    ...{ grain: 'month', calendar, firstOn: '2020-01-01' },
    ...{
      lastOn: `${2020 + Math.floor((months - 1) / 12)}-${String(((months - 1) % 12) + 1).padStart(2, '0')}-28`,
      today: '2030-01-01',
    },
  })
  return { name: `parts: ${kind}`, grain: 'month', timeline: { ...timeline, closed: months }, leaves, items }
}
