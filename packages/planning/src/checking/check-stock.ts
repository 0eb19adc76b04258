import type { Hold } from './check-plan.ts'
import { type Ledger, placeOf, valueAt } from './ledger.ts'

/** Every balance from one period to the next, limits and targets of stock, and the age of what leaves it. */
export function checkStock(ledger: Ledger, hold: Hold): void {
  const { periods, names } = ledger
  const inflow = new Map<string, number[]>()
  const outflow = new Map<string, number[]>()
  const book = (map: Map<string, number[]>, place: string, t: number, quantity: number): void => {
    const row = map.get(place) ?? periods.map(() => 0)
    if (t < row.length) row[t] = row[t]! + quantity
    map.set(place, row)
  }
  for (const { row, line } of [...ledger.recipes, ...ledger.subcontract])
    for (const t of periods) {
      const good = ('yield' in row ? (row.yield as number | undefined) : undefined) ?? 1
      book(inflow, placeOf(ledger, row.item, row.site), t + (row.leadTime ?? 0), line.quantity[t]! * good)
      for (const part of row.components ?? [])
        book(outflow, placeOf(ledger, part.item, row.site), t, line.quantity[t]! * part.quantity)
    }
  for (const { row, line } of ledger.purchases)
    for (const t of periods)
      book(inflow, placeOf(ledger, row.item, row.site), t + (row.leadTime ?? 0), line.quantity[t]!)
  for (const { row, lines } of ledger.lanes)
    for (const line of lines)
      for (const t of periods) {
        book(outflow, placeOf(ledger, line.item, row.from), t, line.quantity[t]!)
        book(inflow, placeOf(ledger, line.item, row.to), t + (row.leadTime ?? 0), line.quantity[t]!)
      }
  for (const row of ledger.model.arrivals ?? [])
    for (const t of periods) book(inflow, placeOf(ledger, row.item, row.site), t, valueAt(row.quantity, t))
  for (const { line, key } of ledger.demand) for (const t of periods) book(outflow, key, t, line.sold[t]!)
  const seen = new Set(ledger.stock.map((each) => each.key))
  for (const place of [...inflow.keys(), ...outflow.keys()])
    hold(
      () => (seen.has(place) ? 0 : 1),
      1,
      () => ({ kind: 'shape', where: place, says: 'stock is missing from the plan' }),
    )
  for (const each of ledger.stock) {
    const enters = inflow.get(each.key) ?? periods.map(() => 0)
    const leaves = (outflow.get(each.key) ?? periods.map(() => 0)).map(
      (quantity, t) => quantity + (each.line.disposed?.[t] ?? 0),
    )
    balance(each, enters, leaves)
    limits(each)
    if (each.row?.shelfLife !== undefined) ages(each, enters, leaves)
  }

  function balance({ row, line, key }: Ledger['stock'][number], enters: number[], leaves: number[]): void {
    for (const t of periods) {
      const before = t === 0 ? (row?.opening ?? 0) : line.quantity[t - 1]!
      const after = before + enters[t]! - leaves[t]!
      hold(
        () => Math.abs(after - line.quantity[t]!),
        Math.max(enters[t]!, leaves[t]!, before),
        () => ({
          kind: 'balance',
          where: `${key} in ${names[t]}`,
          says: `${before} + ${enters[t]} in - ${leaves[t]} out is ${after}, the plan says ${line.quantity[t]}`,
        }),
      )
    }
  }

  function limits({ row, line, key }: Ledger['stock'][number]): void {
    const end = typeof row?.endStock === 'number' ? { atLeast: row.endStock } : (row?.endStock ?? {})
    for (const t of periods) {
      const q = line.quantity[t]!
      const last = t === periods.length - 1
      const least = Math.max(valueAt(row?.min, t), last ? Math.max(end.atLeast ?? 0, end.exactly ?? 0) : 0)
      const most = Math.min(
        valueAt(row?.max, t, Number.POSITIVE_INFINITY),
        last
          ? Math.min(end.atMost ?? Number.POSITIVE_INFINITY, end.exactly ?? Number.POSITIVE_INFINITY)
          : Number.POSITIVE_INFINITY,
      )
      const where = `${key} in ${names[t]}`
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
  }

  /** First in, first out, batch by batch. */
  function ages({ row, key }: Ledger['stock'][number], enters: number[], leaves: number[]): void {
    const batches: { arrived: number; left: number }[] = row!.opening ? [{ arrived: 0, left: row!.opening }] : []
    for (const t of periods) {
      if (enters[t]! > 0) batches.push({ arrived: t, left: enters[t]! })
      let leaving = leaves[t]!
      for (const batch of batches) {
        const taken = Math.min(batch.left, leaving)
        batch.left -= taken
        leaving -= taken
      }
      const old = batches.reduce((total, batch) => total + (t - batch.arrived >= row!.shelfLife! ? batch.left : 0), 0)
      hold(
        () => old,
        Math.max(...enters, row!.opening ?? 0),
        () => ({
          kind: 'shelfLife',
          where: `${key} in ${names[t]}`,
          says: `${old} stay longer than ${row!.shelfLife} periods`,
        }),
      )
    }
  }
}
