import type { RecipeRow } from '../model/plan-model.ts'
import { type Ledger, placeOf, valueAt } from './ledger.ts'
import { rowIn } from './row-in.ts'

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
      const { good, leadTime, components } = rowIn(row, t, ledger.names)
      book(inflow, placeOf(ledger, row.item, row.site), t + leadTime, line.quantity[t]! * good)
      for (const part of ('byProducts' in row ? (row as RecipeRow).byProducts : undefined) ?? [])
        book(inflow, placeOf(ledger, part.item, row.site), t + leadTime, line.quantity[t]! * part.quantity)
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
      book(inflow, placeOf(ledger, row.item, row.site), t + rowIn(row, t, ledger.names).leadTime, line.quantity[t]!)
  for (const { row, lines } of ledger.lanes)
    for (const line of lines)
      for (const t of periods) {
        book(outflow, placeOf(ledger, line.item, row.from), t, line.quantity[t]!)
        book(inflow, placeOf(ledger, line.item, row.to), t + rowIn(row, t, ledger.names).leadTime, line.quantity[t]!)
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
