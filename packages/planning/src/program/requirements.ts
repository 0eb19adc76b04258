import type { Instance } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'

/** Most units of each stock point that any sensible plan can need from period t on; Infinity where nothing bounds it. */
export interface Requirements {
  readonly from: (point: number, period: number) => number
  readonly total: (point: number) => number
}

/** Explodes demand, targets and commitments through the recipes; bounds lots, setups and strategies. */
export function requirements(instance: Instance): Requirements {
  const { points, sources, demand, periods } = instance
  const isBounded = !hasNegativePrice(instance) && sources.every((each) => each.gives.length === 0)
  const asks = instance.sequences.length > 0 || sources.some((each) => each.setupCost)
  if (!asks || !isBounded) return { from: () => Number.POSITIVE_INFINITY, total: () => Number.POSITIVE_INFINITY }
  const length = periods.length
  // Goods travel between sites, in circles perhaps, so the need of an item is that of all its sites together.
  const items = [...new Set(points.map((each) => each.item))]
  const itemOf = new Map(items.map((item, i) => [item, i]))
  const need = items.map(() => new Float64Array(length))
  const group = points.map((point) => itemOf.get(point.item)!)
  points.forEach((point, p) => {
    const targets = Math.max(...point.min, ...(point.safety ?? [0]))
    need[group[p]!]![length - 1]! += point.endValue > 0 ? Number.POSITIVE_INFINITY : targets
  })
  for (const each of demand)
    for (let t = 0; t < length; t++) {
      // Late demand may be made in any later period, so it counts in the last one.
      const due = each.backlogCost ? length - 1 : t
      need[group[each.point]!]![due]! += each.quantity[t]! + (t === 0 ? each.openingBacklog : 0)
    }
  const bySupply = items.map(() => [] as number[])
  sources.forEach((source, s) => {
    if (source.kind !== 'ship') bySupply[group[source.point]!]!.push(s)
  })
  for (const item of downstreamFirst(instance, group, items.length))
    for (const s of bySupply[item]!) {
      const source = sources[s]!
      const extra =
        (source.lot.min ?? 0) +
        (source.lot.multiple ?? 0) +
        source.commitment +
        sum(source.min) +
        previousOf(instance, source.id)
      for (let t = 0; t < length; t++) {
        const now = valuesIn(source, t)
        for (const use of [...now.uses, ...source.substitutes]) {
          const user = need[group[use.point]!]!
          user[t]! += (need[item]![t]! / now.yield) * use.quantity
          if (t === length - 1) user[t]! += extra * use.quantity
        }
      }
    }
  const later = need.map((own) => {
    const cumulated = Float64Array.from(own)
    for (let t = length - 2; t >= 0; t--) cumulated[t]! += cumulated[t + 1]!
    return cumulated
  })
  const most = rewardsMore(instance) ? 10 : 1
  const total = (point: number) => most * later[group[point]!]![0]!
  return { from: (point, t) => (most > 1 ? total(point) : t < length ? later[group[point]!]![t]! : 0), total }
}

/** Where something has a negative price, there is no end to what may be made. */
function hasNegativePrice({ sources, points }: Instance): boolean {
  return (
    sources.some((each) => each.cost.some((cost) => cost < 0)) ||
    points.some((each) => each.holding.some((cost) => cost < 0))
  )
}

/** Where idle hours cost or are forbidden, or change does, more may be made than anybody needs; ten times as much is plenty. */
function rewardsMore({ capacities, rates }: Instance): boolean {
  return rates.length > 0 || capacities.some((each) => each.idleCost || each.minHours || each.pool?.noIdle)
}

function previousOf(instance: Instance, id: string): number {
  const row = instance.model.previous?.find((each) => each.source === id)
  if (!row) return 0
  if (typeof row.quantity === 'number') return row.quantity * instance.periods.length
  return row.quantity.reduce<number>((total, each) => total + (each ?? 0), 0)
}

/** Items in an order in which every user of an item comes before it. */
function downstreamFirst({ sources }: Instance, group: readonly number[], count: number): number[] {
  const users = Array.from({ length: count }, () => [] as number[])
  for (const source of sources)
    if (source.kind !== 'ship')
      for (const use of [source, ...(source.byPeriod ?? [])].flatMap(({ uses }) => uses).concat(source.substitutes))
        users[group[use.point]!]!.push(group[source.point]!)
  const order: number[] = []
  const seen = new Uint8Array(count)
  const visit = (item: number): void => {
    if (seen[item]) return
    seen[item] = 1
    for (const user of users[item]!) visit(user)
    order.push(item)
  }
  for (let item = 0; item < count; item++) visit(item)
  return order
}

function sum(values: Float64Array): number {
  let total = 0
  for (const each of values) total += each
  return total
}
