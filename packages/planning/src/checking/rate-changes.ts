import type { RateRow } from '../model/plan-model.ts'
import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'

/** Computes, for every rate of the model, by how much what its recipes make differs from the period before. */
export function rateChanges({ model, recipes, periods }: Ledger): { row: RateRow; change: number[] }[] {
  return (model.rates ?? []).map((row) => {
    const named = row.recipes !== undefined || row.items !== undefined
    const lines = recipes.filter(
      (each) => !named || row.recipes?.includes(each.id) || row.items?.includes(each.row.item),
    )
    const made = periods.map((t) => lines.reduce((total, { line }) => total + line.quantity[t]!, 0))
    return { row, change: made.map((each, t) => each - (t === 0 ? (row.opening ?? each) : made[t - 1]!)) }
  })
}

/** Checks that changes from one period to the next stay within their limits. */
export function checkRates(ledger: Ledger, hold: Hold): void {
  rateChanges(ledger).forEach(({ row, change }, r) => {
    change.forEach((each, t) => {
      const most = valueAt(each > 0 ? row.maxIncrease : row.maxDecrease, t, Number.POSITIVE_INFINITY)
      hold(
        () => Math.abs(each) - most,
        each,
        () => ({
          kind: 'rate',
          where: `rates[${r}] in ${ledger.names[t]}`,
          says: `changes by ${each}, allowed ${most}`,
        }),
      )
    })
  })
}
