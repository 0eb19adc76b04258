import { siteNames } from '../model/naming.ts'
import type { BudgetRow } from '../model/plan-model.ts'
import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'
import { cashPerPeriod } from './money-lines.ts'

/** What a budget counts in each period of the model. */
export function spentOf(ledger: Ledger, row: BudgetRow): number[] {
  if (row.kind === 'co2') return co2(ledger)
  return row.kind === 'cash' ? cashPerPeriod(narrowed(ledger, row), row.lines) : volume(narrowed(ledger, row))
}

/** Checks that no budget is overdrawn. */
export function checkBudgets(ledger: Ledger, hold: Hold): void {
  for (const [b, row] of (ledger.model.budgets ?? []).entries()) {
    const spent = spentOf(ledger, row)
    const where = `budgets[${b}] (${row.kind})`
    const held = spanOf(row, ledger)
    for (const t of held) {
      const limit = valueAt(row.max, t, Number.POSITIVE_INFINITY)
      hold(
        () => spent[t]! - limit,
        limit,
        () => ({ kind: 'budget', where: `${where} in ${ledger.names[t]}`, says: `${spent[t]} of ${limit}` }),
      )
    }
    const total = held.reduce((sum, t) => sum + spent[t]!, 0)
    hold(
      () => total - (row.total ?? Number.POSITIVE_INFINITY),
      total,
      () => ({ kind: 'budget', where, says: `${total} of ${row.total}` }),
    )
  }
}

function co2(ledger: Ledger): number[] {
  const spent = ledger.periods.map(() => 0)
  const book = (share: number | undefined, quantity: readonly number[]): void => {
    for (const t of ledger.periods) spent[t] = spent[t]! + (share ?? 0) * quantity[t]!
  }
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract, ...ledger.purchases])
    book(row.co2, line.quantity)
  for (const { row, lines } of ledger.lanes) for (const line of lines) book(row.co2, line.quantity)
  return spent
}

/** The periods that a budget holds for. */
function spanOf({ from, to }: BudgetRow, { periods, names }: Ledger): number[] {
  const at = (name: string | number) => (typeof name === 'number' ? name - 1 : names.indexOf(name))
  return periods.filter((t) => (from === undefined || t >= at(from)) && (to === undefined || t <= at(to)))
}

/** The part of model and plan that a budget speaks of. */
function narrowed(ledger: Ledger, { items, suppliers, site }: BudgetRow): Ledger {
  if (!items && !suppliers && site === undefined) return ledger
  const { model } = ledger
  const isOf = (row: { item: string; site?: string | undefined }) =>
    (!items || items.includes(row.item)) && (site === undefined || (row.site ?? siteNames(model)[0]) === site)
  const plain = suppliers ? () => false : isOf
  const resources =
    items || suppliers ? [] : (model.resources ?? []).filter((row) => site === undefined || row.site === site)
  const lanes = suppliers ? [] : ledger.lanes.filter(({ row }) => site === undefined || row.to === site)
  return {
    ...ledger,
    model: { ...model, resources, workforce: [], rates: [] },
    recipes: ledger.recipes.filter(({ row }) => plain(row)),
    subcontract: ledger.subcontract.filter(({ row }) => plain(row)),
    purchases: ledger.purchases.filter(
      ({ row }) => isOf(row) && (!suppliers || suppliers.includes(row.supplier ?? '')),
    ),
    lanes: lanes.map((each) => ({
      ...each,
      lines: each.lines.filter(({ item }) => !items || items.includes(item)),
      loads: items ? undefined : each.loads,
    })),
    stock: ledger.stock.filter(({ line }) => plain(line)),
    demand: [],
  }
}

function volume(ledger: Ledger): number[] {
  const volumes = new Map(
    ledger.model.items.map((row) => (typeof row === 'string' ? [row, 0] : [row.id, row.volume ?? 0])),
  )
  return ledger.periods.map((t) =>
    ledger.stock.reduce((total, { line }) => total + line.quantity[t]! * volumes.get(line.item)!, 0),
  )
}
