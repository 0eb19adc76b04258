import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { NamedPeriod } from '../calendar.ts'
import { type Node, seriesName } from '../node.ts'
import type { Range } from './first-forecast.ts'

/** A month of a first forecast. */
export type FirstMonth = { startsOn: string; endsOn: string } & Range

/** A first forecast that counts: what it says of each period ahead, and which share of it each territory will sell. */
export type Counted = {
  itemId: string
  familyId: string | null
  ranges: readonly Range[]
  places: readonly { territoryId: string; share: number }[]
}

/** What is added to a node, period by period; the squares of how far ranges reach from what is added. */
export type Added = { name: string; node: Node; effect: number[] } & Record<Edge, number[]>
type Edge = keyof Omit<Range, 'mean'>
const edges = ['lo80', 'hi80', 'lo95', 'hi95'] as const

/** Months shared out among periods day by day, from the item's first day on. What has begun on `today` is told by its orders alone. */
export function inPeriods(
  months: readonly FirstMonth[],
  { periods, from, today }: { periods: readonly NamedPeriod[]; from: string; today: string },
): Range[] {
  return periods.map((period) => {
    const sum: Range = { mean: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 }
    if (period.startsOn <= today) return sum
    for (const month of months) {
      const begins = later(month.startsOn, from)
      const sold = daysIn(begins, month.endsOn)
      const common = daysIn(later(begins, period.startsOn), earlier(month.endsOn, period.endsOn))
      if (sold <= 0 || common <= 0) continue
      for (const part of ['mean', ...edges] as const) sum[part] += (month[part] * common) / sold
    }
    return sum
  })
}

/** What first forecasts add to their items, families and everything, in each territory and in all: exact sums. */
export function addedTo(counted: readonly Counted[]): Added[] {
  const added = new Map<string, Added>()
  for (const { itemId, familyId, ranges, places } of counted) {
    const nodes = [
      { level: 'item', familyId, itemId },
      { level: 'family', familyId, itemId: null },
      { level: 'all', familyId: null, itemId: null },
    ] as const
    for (const { territoryId, share } of [{ territoryId: null, share: 1 }, ...places]) {
      for (const each of nodes) add(added, { node: { ...each, territoryId }, ranges, share })
    }
  }
  return [...added.values()]
}

function add(
  added: Map<string, Added>,
  { node, ranges, share }: { node: Node; ranges: readonly Range[]; share: number },
): void {
  const name = seriesName(node)
  const zeros = () => ranges.map(() => 0)
  const to = added.get(name) ?? {
    ...{ name, node, effect: zeros() },
    ...{ lo80: zeros(), hi80: zeros(), lo95: zeros(), hi95: zeros() },
  }
  added.set(name, to)
  for (const [i, range] of ranges.entries()) {
    to.effect[i]! += share * range.mean
    for (const edge of edges) to[edge][i]! += (share * (range[edge] - range.mean)) ** 2
  }
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function daysIn(from: string, to: string): number {
  return daysBetween({ from, to: dayAfter(to, 1) })
}
