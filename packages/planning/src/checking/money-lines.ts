import type { MoneyLines, ResourceLine, WorkforceLine } from '../model/plan.ts'
import type { ResourceRow, WorkforceRow } from '../model/plan-model.ts'
import { changeHours } from './check-sequences.ts'
import { type Ledger, valueAt } from './ledger.ts'
import { rateChanges } from './rate-changes.ts'

type Lines = { [line in keyof MoneyLines]: number[] }
type Add = (line: keyof Lines, t: number, amount: number) => void

const names = [
  ...['production', 'setup', 'regularHours', 'idle', 'overtime', 'shifts', 'maintenance', 'wages', 'hiring', 'release'],
  ...['subcontract', 'purchases', 'transport', 'holding', 'disposal', 'backlog', 'lostSales', 'safetyStock', 'change'],
  ...['rateChange', 'endValue', 'revenue'],
] as readonly (keyof Lines)[]

/** Recomputes every line of money per period, from the quantities of the plan and the prices of the model. */
export function moneyLines(ledger: Ledger): Lines {
  const lines = Object.fromEntries(names.map((name) => [name, ledger.periods.map(() => 0)])) as Lines
  const add: Add = (line, t, amount) => {
    lines[line][t] = lines[line][t]! + amount
  }
  for (const t of ledger.periods) {
    sourceMoney(ledger, add, t)
    for (const row of ledger.model.resources ?? []) resourceMoney(row, ledger.resources.get(row.id)!, add, t)
    for (const row of ledger.model.workforce ?? []) workforceMoney(row, ledger.pools.get(row.id)!, add, t)
    stockMoney(ledger, add, t)
    demandMoney(ledger, add, t)
  }
  changes(ledger, add)
  for (const { period, cost } of changeHours(ledger)) add('setup', period, cost)
  for (const { row, change } of rateChanges(ledger))
    change.forEach((each, t) => {
      add('rateChange', t, Math.max(0, each) * valueAt(row.increaseCost, t))
      add('rateChange', t, Math.max(0, -each) * valueAt(row.decreaseCost, t))
    })
  return lines
}

function sourceMoney(ledger: Ledger, add: Add, t: number): void {
  for (const { row, line } of ledger.recipes) add('production', t, valueAt(row.cost, t) * line.quantity[t]!)
  for (const { row, line } of ledger.subcontract) add('subcontract', t, valueAt(row.cost, t) * line.quantity[t]!)
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract])
    add('setup', t, valueAt(row.setup?.cost, t) * (line.setups?.[t] ?? 0))
  for (const { row, line } of ledger.purchases) {
    add('purchases', t, valueAt(row.price, t) * line.quantity[t]!)
    add('setup', t, valueAt(row.orderCost, t) * (line.setups?.[t] ?? 0))
  }
  for (const { row, lines: sent } of ledger.lanes)
    for (const line of sent) add('transport', t, valueAt(row.cost, t) * line.quantity[t]!)
  for (const { row, loads } of ledger.lanes)
    add(
      'transport',
      t,
      valueAt(row.load?.cost, t) * (loads?.loads?.[t] ?? 0) + valueAt(row.fixedCost, t) * (loads?.dispatched?.[t] ?? 0),
    )
}

function resourceMoney(row: ResourceRow, line: ResourceLine, add: Add, t: number): void {
  const [over, shifts, stops] = [line.overtime?.[t] ?? 0, line.shifts?.[t] ?? 0, line.maintenance?.[t] ?? 0]
  const regular = line.regular?.[t] ?? 0
  add('overtime', t, valueAt(row.overtime?.costPerHour, t) * over)
  add('shifts', t, valueAt(row.shifts?.cost, t) * shifts)
  add('maintenance', t, valueAt(row.maintenance?.cost, t) * stops)
  add('regularHours', t, valueAt(row.costPerHour, t) * regular)
  if (row.idleCost === undefined || row.capacity === undefined) return
  const there =
    valueAt(row.capacity, t, Number.NaN) * valueAt(row.availability, t, 1) - stops * (row.maintenance?.hours ?? 0)
  if (Number.isFinite(there)) add('idle', t, valueAt(row.idleCost, t) * (there - regular))
}

function workforceMoney(row: WorkforceRow, line: WorkforceLine, add: Add, t: number): void {
  const regular = line.regular?.[t] ?? 0
  add('wages', t, valueAt(row.wage, t) * line.workers[t]!)
  add('hiring', t, valueAt(row.hireCost, t) * line.hires[t]!)
  add('release', t, valueAt(row.releaseCost, t) * line.releases[t]!)
  add('overtime', t, valueAt(row.overtime?.costPerHour, t) * (line.overtime?.[t] ?? 0))
  add('regularHours', t, valueAt(row.costPerHour, t) * regular)
  add('idle', t, valueAt(row.idleCost, t) * (line.workers[t]! * valueAt(row.hoursPerWorker, t) - regular))
}

function stockMoney(ledger: Ledger, add: Add, t: number): void {
  for (const { row, line } of ledger.stock) {
    const before = t === 0 ? (row?.opening ?? 0) : line.quantity[t - 1]!
    const after = line.quantity[t]!
    const charged = row?.holdingOn === 'start' ? before : row?.holdingOn === 'average' ? (before + after) / 2 : after
    add('holding', t, valueAt(row?.holdingCost, t) * charged)
    add('disposal', t, (row?.disposalCost ?? 0) * (line.disposed?.[t] ?? 0))
    add('safetyStock', t, (row?.safetyStockCost ?? 0) * (line.shortfall?.[t] ?? 0))
    if (t === ledger.periods.length - 1) add('endValue', t, (row?.endValue ?? 0) * after)
  }
}

function demandMoney(ledger: Ledger, add: Add, t: number): void {
  for (const { row, line, wanted, price } of ledger.demand) {
    add('backlog', t, valueAt(row.backlogCost, t) * line.backlog[t]!)
    add('lostSales', t, valueAt(row.lostSaleCost, t) * line.lost[t]!)
    add('revenue', t, price[t]! * (wanted[t]! + (t === 0 ? (row.openingBacklog ?? 0) : 0) - line.lost[t]!))
    if (t === ledger.periods.length - 1) add('revenue', t, -price[t]! * line.backlog[t]!)
  }
}

/** Adds up what is paid in each period: all costs but the prices of lateness, loss, safety stock and change; or only the lines chosen. */
export function cashPerPeriod(ledger: Ledger, chosen?: readonly string[]): number[] {
  const { backlog, lostSales, safetyStock, change, endValue, revenue, ...paid } = moneyLines(ledger)
  const counted = Object.entries(paid).filter(([line]) => chosen === undefined || chosen.includes(line))
  return ledger.periods.map((t) => counted.reduce((total, [, line]) => total + line[t]!, 0))
}

function changes({ model, plan, periods }: Ledger, add: (line: 'change', t: number, amount: number) => void): void {
  const price = model.fences?.changeCost
  if (price === undefined) return
  const lines = new Map(
    [...plan.production, ...plan.subcontract, ...plan.purchases].map((line) => [line.source, line.quantity]),
  )
  for (const row of model.previous ?? [])
    for (const t of periods) add('change', t, price * Math.abs(lines.get(row.source)![t]! - valueAt(row.quantity, t)))
}
