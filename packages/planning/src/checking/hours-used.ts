import { changeHours } from './check-sequences.ts'
import type { Ledger } from './ledger.ts'

/** Adds up the hours that recipes and their setups take, by resource or pool and period. */
export function hoursUsed(ledger: Ledger): Map<string, number[]> {
  const used = new Map<string, number[]>()
  const book = (hours: Readonly<Record<string, number>> | undefined, quantity: readonly number[] | undefined): void => {
    for (const [id, each] of Object.entries(hours ?? {})) {
      const row = used.get(id) ?? ledger.periods.map(() => 0)
      for (const t of ledger.periods) row[t] = row[t]! + each * (quantity?.[t] ?? 0)
      used.set(id, row)
    }
  }
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract]) {
    if ('hours' in row) book(row.hours as Record<string, number>, line.quantity)
    book(row.setup?.hours, line.setups)
  }
  for (const { resource, period, hours } of changeHours(ledger)) {
    const row = used.get(resource) ?? ledger.periods.map(() => 0)
    row[period] = row[period]! + hours
    used.set(resource, row)
  }
  return used
}
