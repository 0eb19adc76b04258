import type { RecipeRow } from '../model/plan-model.ts'
import { type Ledger, placeOf, valueAt } from './ledger.ts'

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
      const good = ('yield' in row ? (row.yield as number | undefined) : undefined) ?? 1
      book(inflow, placeOf(ledger, row.item, row.site), t + (row.leadTime ?? 0), line.quantity[t]! * good)
      for (const part of ('byProducts' in row ? (row as RecipeRow).byProducts : undefined) ?? [])
        book(inflow, placeOf(ledger, part.item, row.site), t + (row.leadTime ?? 0), line.quantity[t]! * part.quantity)
      for (const part of row.components ?? [])
        book(outflow, placeOf(ledger, part.item, row.site), t, line.quantity[t]! * part.quantity)
    }
  for (const { row, line } of ledger.purchases)
    for (const t of periods)
      book(inflow, placeOf(ledger, row.item, row.site), t + (row.leadTime ?? 0), line.quantity[t]!)
  for (const { row, lines } of ledger.lanes)
    for (const line of lines)
      for (const t of periods) {
        book(outflow, placeOf(ledger, line.item, row.from), t, line.quantity[t]!)
        book(inflow, placeOf(ledger, line.item, row.to), t + (row.leadTime ?? 0), line.quantity[t]!)
      }
  for (const row of ledger.model.arrivals ?? [])
    for (const t of periods) book(inflow, placeOf(ledger, row.item, row.site), t, valueAt(row.quantity, t))
  for (const { line, key } of ledger.demand) for (const t of periods) book(outflow, key, t, line.sold[t]!)
  return { inflow, outflow }

  function book(map: Map<string, number[]>, place: string, t: number, quantity: number): void {
    const row = map.get(place) ?? periods.map(() => 0)
    if (t < row.length) row[t] = row[t]! + quantity
    map.set(place, row)
  }
}
