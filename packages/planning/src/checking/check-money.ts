import type { MoneyLines } from '../model/plan.ts'
import type { Hold } from './fault.ts'
import type { Ledger } from './ledger.ts'
import { moneyLines } from './money-lines.ts'

/** Recomputes every line of money, their sum, and the objective. */
export function checkMoney(ledger: Ledger, hold: Hold): void {
  const { plan, model } = ledger
  const lines = moneyLines(ledger)
  let cost = 0
  // Differences of large sums are only as exact as the sums themselves.
  const gross = ledger.demand.reduce(
    (total, { wanted, price }) => total + wanted.reduce((sum, each, t) => sum + Math.abs(each * price[t]!), 0),
    0,
  )
  for (const name of Object.keys(lines) as (keyof MoneyLines)[]) {
    const total = lines[name].reduce((a, b) => a + b, 0)
    if (name === 'endValue') cost -= total
    else if (name !== 'revenue') cost += total
    equal(`money.${name}`, plan.money[name], total)
  }
  const margin = lines.revenue.reduce((a, b) => a + b, 0) - cost
  equal('money.cost', plan.money.cost, cost)
  equal('money.margin', plan.money.margin, margin)
  equal('objective', plan.objective, model.objective === 'margin' ? margin : cost)

  function equal(where: string, says: number, is: number): void {
    hold(
      () => Math.abs(says - is),
      Math.abs(is) + gross,
      () => ({ kind: 'money', where, says: `the plan says ${says}, recomputed ${is}` }),
    )
  }
}
