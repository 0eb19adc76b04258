import { checkBudgets } from './check-budgets.ts'
import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'
import { rowIn } from './row-in.ts'

/** Checks fences against the previous plan, and budgets. */
export function checkRules(ledger: Ledger, hold: Hold): void {
  fences(ledger, hold)
  checkBudgets(ledger, hold)
  shares(ledger, hold)
}

function fences({ model, plan, periods, names }: Ledger, hold: Hold): void {
  const { frozen = 0, slushy = 0, slushyShare = 0.1 } = model.fences ?? {}
  if (!model.fences) return
  const lines = new Map(
    [...plan.production, ...plan.subcontract, ...plan.purchases].map((line) => [line.source, line.quantity]),
  )
  for (const row of model.previous ?? [])
    for (const t of periods.slice(0, frozen + slushy)) {
      const before = valueAt(row.quantity, t)
      const now = lines.get(row.source)![t]!
      const may = t < frozen ? 0 : before * slushyShare
      hold(
        () => Math.abs(now - before) - may,
        before,
        () => ({ kind: 'fence', where: `${row.source} in ${names[t]}`, says: `${now} instead of ${before}` }),
      )
    }
}

function shares({ model, recipes, subcontract, purchases, periods, names }: Ledger, hold: Hold): void {
  const lines = [...recipes, ...subcontract, ...purchases].map(({ row, line, id }) => ({
    ...{ id, item: row.item, site: row.site },
    good: line.quantity.map((units, t) => units * rowIn(row, t, names).good),
  }))
  for (const [at, row] of (model.shares ?? []).entries()) {
    const all = lines.filter((each) => each.item === row.item && (row.site === undefined || each.site === row.site))
    const some = all.filter((each) => row.sources.includes(each.id))
    const spans = row.per === 'period' ? periods.map((t) => [t]) : [periods]
    for (const span of spans) {
      const sum = (of: typeof all) => of.reduce((total, each) => total + span.reduce((a, t) => a + each.good[t]!, 0), 0)
      const [part, whole] = [sum(some), sum(all)]
      const where = `shares[${at}]${row.per === 'period' ? ` in ${names[span[0]!]}` : ''}`
      const fault = () => ({ kind: 'share' as const, where, says: `${part} of ${whole}` })
      if (row.least !== undefined) hold(() => row.least! * whole - part, whole, fault)
      if (row.most !== undefined) hold(() => part - row.most! * whole, whole, fault)
    }
  }
}
