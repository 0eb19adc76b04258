import type { PlanModel, RecipeRow } from '../model/plan-model.ts'
import { type Ledger, placeOf, valueAt } from './ledger.ts'
import { type RowIn, rowIn } from './row-in.ts'

/** Units that enter and leave each item at a site, by period, from the quantities of the plan. */
export interface Flows {
  readonly inflow: ReadonlyMap<string, number[]>
  readonly outflow: ReadonlyMap<string, number[]>
}

/** Books what is made, subcontracted, bought, shipped, under way and sold. */
export function flowsOf(ledger: Ledger): Flows {
  const { periods } = ledger
  const inflow = new Map<string, number[]>()
  const outflow = new Map<string, number[]>()
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract])
    for (const t of periods) {
      const now = rowIn(row, t, ledger.names)
      const { good, components } = now
      arrive(placeOf(ledger, row.item, row.site), t, now, line.quantity[t]! * good)
      for (const part of ('byProducts' in row ? (row as RecipeRow).byProducts : undefined) ?? [])
        arrive(placeOf(ledger, part.item, row.site), t, now, line.quantity[t]! * part.quantity)
      for (const part of components) {
        let own = line.quantity[t]!
        for (const other of part.or ?? []) {
          const instead = line.replaced?.find((each) => each.component === part.item && each.by === other.item)
          own -= instead?.quantity[t] ?? 0
          book(outflow, placeOf(ledger, other.item, row.site), t, (instead?.quantity[t] ?? 0) * other.quantity)
        }
        book(outflow, placeOf(ledger, part.item, row.site), t, own * part.quantity)
      }
    }
  for (const { row, line } of ledger.purchases)
    for (const t of periods)
      arrive(placeOf(ledger, row.item, row.site), t, rowIn(row, t, ledger.names), line.quantity[t]!)
  for (const { row, lines } of ledger.lanes)
    for (const line of lines)
      for (const t of periods) {
        book(outflow, placeOf(ledger, line.item, row.from), t, line.quantity[t]!)
        arrive(placeOf(ledger, line.item, row.to), t, rowIn(row, t, ledger.names), line.quantity[t]!)
      }
  for (const row of ledger.model.arrivals ?? [])
    for (const t of periods) book(inflow, placeOf(ledger, row.item, row.site), t, valueAt(row.quantity, t))
  for (const { line, key } of ledger.demand) for (const t of periods) book(outflow, key, t, line.sold[t]!)
  return { inflow, outflow }

  function arrive(place: string, t: number, { leadTime, leadDays }: RowIn, quantity: number): void {
    if (!leadDays) {
      book(inflow, place, t + leadTime, quantity)
      return
    }
    const ends = endDays(ledger.model.periods)
    const begin = t > 0 ? ends[t - 1]! : 0
    // What has come by the end of a period, as a share of what was started evenly over its own.
    const by = ends.map((end) => Math.min(1, Math.max(0, (end - leadDays - begin) / (ends[t]! - begin))))
    const beyond = 1 - by.at(-1)!
    if (beyond > 0 && beyond < 0.5) by[by.length - 1] = 1
    for (const [p, each] of by.entries()) book(inflow, place, p, quantity * (each - (p > 0 ? by[p - 1]! : 0)))
  }

  function book(map: Map<string, number[]>, place: string, t: number, quantity: number): void {
    const row = map.get(place) ?? periods.map(() => 0)
    if (t < row.length) row[t] = row[t]! + quantity
    map.set(place, row)
  }
}

/** Days from the first period to the end of each. */
function endDays(periods: PlanModel['periods']): number[] {
  if (typeof periods === 'number') return Array.from({ length: periods }, (_, t) => t + 1)
  let days = 0
  return periods.map((each) => (days += (typeof each === 'string' ? undefined : each.days) ?? 1))
}
