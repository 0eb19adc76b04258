import type { Hold } from './fault.ts'
import { flowsOf } from './flows.ts'
import { type Ledger, valueAt } from './ledger.ts'

const infinity = Number.POSITIVE_INFINITY

type StockEntry = Ledger['stock'][number]

/** What the checks of one stock line are given. */
interface Place {
  readonly ledger: Ledger
  readonly hold: Hold
  readonly entry: StockEntry
}

/** Recomputes every balance from one period to the next, limits and targets of stock, and the age of what leaves it. */
export function checkStock(ledger: Ledger, hold: Hold): void {
  const { inflow, outflow } = flowsOf(ledger)
  const none = ledger.periods.map(() => 0)
  const seen = new Set(ledger.stock.map((each) => each.key))
  for (const place of [...inflow.keys(), ...outflow.keys()])
    hold(
      () => (seen.has(place) ? 0 : 1),
      1,
      () => ({ kind: 'shape', where: place, says: 'stock is missing from the plan' }),
    )
  for (const entry of ledger.stock) {
    const enters = inflow.get(entry.key) ?? none
    const leaves = (outflow.get(entry.key) ?? none).map((quantity, t) => quantity + (entry.line.disposed?.[t] ?? 0))
    const place: Place = { ledger, hold, entry }
    checkBalance(place, enters, leaves)
    for (const t of ledger.periods) checkLimits(place, t)
    if (entry.row?.shelfLife !== undefined) checkAges(place, enters, leaves)
  }
}

function checkBalance({ ledger, hold, entry }: Place, enters: readonly number[], leaves: readonly number[]): void {
  const { row, line, key } = entry
  for (const t of ledger.periods) {
    const before = t === 0 ? (row?.opening ?? 0) : line.quantity[t - 1]!
    const after = before + enters[t]! - leaves[t]!
    hold(
      () => Math.abs(after - line.quantity[t]!),
      Math.max(enters[t]!, leaves[t]!, before),
      () => ({
        kind: 'balance',
        where: `${key} in ${ledger.names[t]}`,
        says: `${before} + ${enters[t]} in - ${leaves[t]} out is ${after}, the plan says ${line.quantity[t]}`,
      }),
    )
  }
}

function checkLimits({ ledger, hold, entry }: Place, t: number): void {
  const { row, line, key } = entry
  const q = line.quantity[t]!
  const { least, most } = limitsAt(row, t, t === ledger.periods.length - 1)
  const where = `${key} in ${ledger.names[t]}`
  hold(
    () => least - q,
    q,
    () => ({ kind: 'stock', where, says: `stock ${q} is below ${least}` }),
  )
  hold(
    () => q - most,
    q,
    () => ({ kind: 'stock', where, says: `stock ${q} is above ${most}` }),
  )
  if (row?.safetyStock !== undefined) {
    const short = line.shortfall?.[t] ?? 0
    hold(
      () => valueAt(row.safetyStock, t) - q - short,
      q,
      () => ({ kind: 'stock', where, says: `shortfall ${short} is less than what the safety stock lacks` }),
    )
    hold(
      () => -short,
      1,
      () => ({ kind: 'stock', where, says: 'shortfall is negative' }),
    )
  }
  const disposed = line.disposed?.[t] ?? 0
  hold(
    () => (row?.disposalCost === undefined ? Math.abs(disposed) : -disposed),
    1,
    () => ({ kind: 'stock', where, says: `${disposed} thrown away` }),
  )
}

function limitsAt(row: StockEntry['row'], t: number, last: boolean): { least: number; most: number } {
  const end = typeof row?.endStock === 'number' ? { atLeast: row.endStock } : (row?.endStock ?? {})
  const endMost = last ? Math.min(end.atMost ?? infinity, end.exactly ?? infinity) : infinity
  return {
    least: Math.max(valueAt(row?.min, t), last ? Math.max(end.atLeast ?? 0, end.exactly ?? 0) : 0),
    most: Math.min(valueAt(row?.max, t, infinity), endMost),
  }
}

/** Follows batches first in, first out; opening stock counts as arrived in the first period. */
function checkAges({ ledger, hold, entry }: Place, enters: readonly number[], leaves: readonly number[]): void {
  const { key } = entry
  const row = entry.row!
  const batches: { arrived: number; left: number }[] = row.opening ? [{ arrived: 0, left: row.opening }] : []
  for (const t of ledger.periods) {
    if (enters[t]! > 0) batches.push({ arrived: t, left: enters[t]! })
    let leaving = leaves[t]!
    for (const batch of batches) {
      const taken = Math.min(batch.left, leaving)
      batch.left -= taken
      leaving -= taken
    }
    const old = batches.reduce((total, batch) => total + (t - batch.arrived >= row.shelfLife! ? batch.left : 0), 0)
    hold(
      () => old,
      Math.max(...enters, row.opening ?? 0),
      () => ({
        kind: 'shelfLife',
        where: `${key} in ${ledger.names[t]}`,
        says: `${old} stay longer than ${row.shelfLife} periods`,
      }),
    )
  }
}
