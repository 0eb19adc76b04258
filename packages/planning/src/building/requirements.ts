import type { Company } from './company.ts'

/** Most units of each stock point that any sensible plan can need from period t on; Infinity where nothing bounds it. */
export interface Requirements {
  readonly from: (point: number, period: number) => number
  readonly total: (point: number) => number
}

/** Explodes demand, targets and commitments through the recipes; bounds lots, setups and templates. */
export function requirements(company: Company): Requirements {
  const { points, sources, demand, periods } = company
  if (!sources.some((each) => each.setupCost))
    return { from: () => Number.POSITIVE_INFINITY, total: () => Number.POSITIVE_INFINITY }
  const length = periods.length
  const need = points.map((point) => {
    const own = new Float64Array(length)
    const targets = Math.max(...point.min, ...(point.safety ?? [0]))
    own[length - 1] = point.endValue > 0 ? Number.POSITIVE_INFINITY : targets
    return own
  })
  for (const each of demand)
    for (let t = 0; t < length; t++) {
      // Late demand may be made in any later period, so it counts in the last one.
      const due = each.backlogCost ? length - 1 : t
      need[each.point]![due]! += each.quantity[t]! + (t === 0 ? each.openingBacklog : 0)
    }
  const bySupply = points.map(() => [] as number[])
  sources.forEach((source, s) => {
    bySupply[source.point]!.push(s)
  })
  const order = downstreamFirst(company)
  for (const p of order)
    for (const s of bySupply[p]!) {
      const source = sources[s]!
      const extra =
        (source.lot.min ?? 0) +
        (source.lot.multiple ?? 0) +
        source.commitment +
        sum(source.min) +
        previousOf(company, source.id)
      for (const use of source.uses)
        for (let t = 0; t < length; t++) {
          need[use.point]![t]! += (need[p]![t]! / source.yield) * use.quantity
          if (t === length - 1) need[use.point]![t]! += extra * use.quantity
        }
    }
  const later = need.map((own) => {
    const cumulated = Float64Array.from(own)
    for (let t = length - 2; t >= 0; t--) cumulated[t]! += cumulated[t + 1]!
    return cumulated
  })
  return {
    from: (point, period) => (period < length ? later[point]![period]! : 0),
    total: (point) => later[point]![0]!,
  }
}

function previousOf(company: Company, id: string): number {
  const row = company.model.previous?.find((each) => each.source === id)
  if (!row) return 0
  if (typeof row.quantity === 'number') return row.quantity * company.periods.length
  return row.quantity.reduce<number>((total, each) => total + (each ?? 0), 0)
}

/** Points in an order in which every user of a point comes before it; lanes may run in circles, which are cut. */
function downstreamFirst({ points, sources }: Company): number[] {
  const users = points.map(() => [] as number[])
  for (const source of sources) for (const use of source.uses) users[use.point]!.push(source.point)
  const order: number[] = []
  const state = new Uint8Array(points.length)
  const visit = (p: number): void => {
    if (state[p]) return
    state[p] = 1
    for (const user of users[p]!) visit(user)
    order.push(p)
  }
  points.forEach((_, p) => {
    visit(p)
  })
  return order
}

function sum(values: Float64Array): number {
  let total = 0
  for (const each of values) total += each
  return total
}
