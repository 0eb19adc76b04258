import { periodIndex, type Timeline } from '#demand/calendar.ts'
import { buildSeries, type ItemLife, type Leaf, type Series } from '#demand/series.ts'

/** An order line as far as demand in units is concerned. */
export type UnitLine = { day: string; itemId: string; territoryId: string; quantity: number }

const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const

/** The monthly series of every node, from order lines held in memory. */
export function monthlySeries(given: {
  lines: readonly UnitLine[]
  items: readonly { id: string; familyId: string | null; activeFrom: string | null; activeTo: string | null }[]
  timeline: Timeline
}): Series[] {
  const { lines, timeline } = given
  const origin = timeline.periods[0]!.startsOn
  const place = (day: string) => periodIndex({ grain: 'month', calendar, origin, day })
  const items = given.items.map(
    ({ id, familyId, activeFrom, activeTo }): ItemLife => ({
      id,
      familyId,
      activeFrom: activeFrom === null ? null : place(activeFrom),
      activeTo: activeTo === null ? null : place(activeTo),
    }),
  )
  return buildSeries({ grain: 'month', leaves: leavesOf(lines, place), items, span: timeline })
}

function leavesOf(lines: readonly UnitLine[], place: (day: string) => number): Leaf[] {
  const byLeaf = Map.groupBy(lines, (line) => `${line.itemId}@${line.territoryId}`)
  return [...byLeaf.values()].map((of) => {
    const sums = new Map<number, number>()
    for (const { day, quantity } of of) sums.set(place(day), (sums.get(place(day)) ?? 0) + quantity)
    const { itemId, territoryId } = of[0]!
    return { itemId, territoryId, at: [...sums.keys()], values: [...sums.values()] }
  })
}
