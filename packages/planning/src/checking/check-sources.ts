import type { LotRule, PerPeriod } from '../model/plan-model.ts'
import type { Hold } from './check-plan.ts'
import { type Ledger, valueAt } from './ledger.ts'

/** Limits, minimums, lots, setups and commitments of everything made, subcontracted and bought; lane capacities. */
export function checkSources(ledger: Ledger, hold: Hold): void {
  const { periods, names } = ledger
  for (const { row, line, id } of [...ledger.recipes, ...ledger.subcontract, ...ledger.purchases]) {
    limits(id, line.quantity, row.min, row.max)
    const hasSetup = 'setup' in row ? row.setup !== undefined : 'orderCost' in row && row.orderCost !== undefined
    lots({ id, quantity: line.quantity, setups: line.setups, lot: row.lot, hasSetup })
  }
  for (const { row, line, id } of [...ledger.recipes, ...ledger.subcontract, ...ledger.purchases]) {
    const total = line.quantity.reduce((a, b) => a + b, 0)
    hold(
      () => (row.commitment ?? 0) - total,
      total,
      () => ({ kind: 'source', where: id, says: `${total} of the ${row.commitment} committed to` }),
    )
    hold(
      () => total - (row.maxTotal ?? Number.POSITIVE_INFINITY),
      total,
      () => ({ kind: 'source', where: id, says: `${total} in all, at most ${row.maxTotal}` }),
    )
  }
  for (const { row, lines, id } of ledger.lanes)
    for (const t of periods) {
      const sent = lines.reduce((total, each) => total + each.quantity[t]!, 0)
      const limit = valueAt(row.capacity, t, Number.POSITIVE_INFINITY)
      hold(
        () => sent - limit,
        limit,
        () => ({ kind: 'lane', where: `${id} in ${names[t]}`, says: `carries ${sent} of ${limit}` }),
      )
      for (const each of lines)
        hold(
          () => -each.quantity[t]!,
          1,
          () => ({ kind: 'lane', where: `${id} in ${names[t]}`, says: 'carries less than nothing' }),
        )
    }

  function limits(
    id: string,
    quantity: readonly number[],
    min: PerPeriod | undefined,
    max: PerPeriod | undefined,
  ): void {
    for (const t of periods) {
      const q = quantity[t]!
      const where = `${id} in ${names[t]}`
      hold(
        () => valueAt(min, t) - q,
        q,
        () => ({ kind: 'source', where, says: `${q} is below the least quantity` }),
      )
      hold(
        () => q - valueAt(max, t, Number.POSITIVE_INFINITY),
        q,
        () => ({ kind: 'source', where, says: `${q} is above the most quantity` }),
      )
    }
  }

  function lots(input: {
    id: string
    quantity: readonly number[]
    setups: readonly number[] | undefined
    lot: LotRule | undefined
    hasSetup: boolean
  }): void {
    const { id, quantity, setups, lot, hasSetup } = input
    for (const t of periods) {
      const q = quantity[t]!
      const where = `${id} in ${names[t]}`
      const runs = q > 1e-6
      if (hasSetup || lot?.min) {
        const made = setups?.[t] ?? 0
        hold(
          () => (runs ? 1 - made : 0),
          1,
          () => ({ kind: 'lot', where, says: 'runs without its setup' }),
        )
        hold(
          () => Math.abs(made - Math.round(made)),
          1,
          () => ({ kind: 'lot', where, says: 'has a part of a setup' }),
        )
        if (lot?.min && made > 0.5)
          hold(
            () => lot.min! - q,
            q,
            () => ({ kind: 'lot', where, says: `${q} is below the least lot ${lot.min}` }),
          )
      }
      if (lot?.max !== undefined)
        hold(
          () => q - lot.max!,
          q,
          () => ({ kind: 'lot', where, says: `${q} is above the largest lot ${lot.max}` }),
        )
      if (lot?.multiple) {
        const whole = Math.round(q / lot.multiple) * lot.multiple
        hold(
          () => Math.abs(q - whole),
          q,
          () => ({ kind: 'lot', where, says: `${q} is no multiple of ${lot.multiple}` }),
        )
      }
    }
  }
}
