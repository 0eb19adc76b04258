import { changeHours } from './check-sequences.ts'
import type { Ledger } from './ledger.ts'
import { rowIn } from './row-in.ts'

/** Adds up the hours that recipes and their setups take, by resource or pool and period. */
export function hoursUsed(ledger: Ledger): Map<string, number[]> {
  const used = new Map<string, number[]>()
  const book = (t: number, hours: Readonly<Record<string, number>> | undefined, quantity: number): void => {
    for (const [id, each] of Object.entries(hours ?? {})) {
      const row = used.get(id) ?? ledger.periods.map(() => 0)
      row[t] = row[t]! + each * quantity
      used.set(id, row)
    }
  }
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract]) {
    for (const t of ledger.periods) {
      book(t, rowIn(row, t, ledger.names).hours, line.quantity[t]!)
      book(t, row.setup?.hours, line.setups?.[t] ?? 0)
    }
  }
  for (const { resource, period, hours } of changeHours(ledger)) {
    const row = used.get(resource) ?? ledger.periods.map(() => 0)
    row[period] = row[period]! + hours
    used.set(resource, row)
  }
  return used
}
