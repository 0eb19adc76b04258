import type { PlanLine } from '../schema.ts'

/** Something promised or to be promised: units of an item, wanted by a day. */
export type Wish = {
  kind: 'order' | 'deal'
  id: string
  label: string
  account: string | null
  item: string
  quantity: number
  wantedOn: string
}

export type Promised = Wish & {
  /** The last day of the month in which it can be delivered; today where it is in stock; null where it cannot be within the plan. */
  promisedOn: string | null
  inTime: boolean
  when: 'in time' | 'within the month' | 'late' | 'not within the plan'
}

/**
 * What can be delivered by the end of each period: what the plan sells by then, and the stock that no later period needs. Wishes take from it
 * in the order in which they are wanted, orders before deals.
 */
export function promises({
  lines,
  wishes,
  ends,
  today,
}: {
  lines: readonly PlanLine[]
  wishes: readonly Wish[]
  ends: readonly string[]
  today: string
}): Promised[] {
  const byItem = Map.groupBy(lines, ({ subject }) => subject)
  const taken = new Map<string, number>()
  const sorted = [...wishes].sort((a, b) =>
    a.kind === b.kind ? a.wantedOn.localeCompare(b.wantedOn) || a.id.localeCompare(b.id) : a.kind === 'order' ? -1 : 1,
  )
  return sorted.map((wish) => {
    const own = byItem.get(wish.item) ?? []
    const needed = (taken.get(wish.item) ?? 0) + wish.quantity
    const at = deliverable(own, ends.length).findIndex((units) => units >= needed - 1e-6)
    if (at >= 0) taken.set(wish.item, needed)
    const isInStock = openingOf(own) >= needed - 1e-6
    const promisedOn = isInStock ? today : at < 0 ? null : ends[at]!
    const inTime = promisedOn !== null && (promisedOn <= wish.wantedOn || isInStock)
    const isOfItsMonth = at >= 0 && wish.wantedOn > (ends[at - 1] ?? '')
    const when = inTime
      ? 'in time'
      : promisedOn === null
        ? 'not within the plan'
        : isOfItsMonth
          ? 'within the month'
          : 'late'
    return { ...wish, promisedOn, inTime, when }
  })
}

function deliverable(lines: readonly PlanLine[], periods: number): number[] {
  const of = (measure: PlanLine['measure']) => lines.find((line) => line.measure === measure)?.values ?? []
  const [sold, stock] = [of('sold'), of('stock')]
  let total = 0
  return Array.from({ length: periods }, (_, t) => {
    total += sold[t] ?? 0
    return total + Math.max(0, Math.min(...Array.from({ length: periods - t }, (__, after) => stock[t + after] ?? 0)))
  })
}

/** Stock before the first period: what was left at its end, on the way too, and went out, less what came in. */
function openingOf(lines: readonly PlanLine[]): number {
  const first = (measure: PlanLine['measure']) => lines.find((line) => line.measure === measure)?.values[0] ?? 0
  return Math.max(
    0,
    first('stock') + first('on the way') + first('sold') - first('made') - first('bought') - first('arrivals'),
  )
}
