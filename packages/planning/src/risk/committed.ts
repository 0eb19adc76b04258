import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'

/** A committed plan as it runs: what is started in every period, in an order in which parts come before what they go into. */
export interface Committed {
  /** Adds what arrives in the period, starts what the stock allows, and answers the money not spent on what could not start. */
  readonly run: (given: {
    stock: Float64Array
    period: number
    late: () => boolean
    /** By point and period: what came in. */
    arrived: readonly Float64Array[]
  }) => number
  /** Forgets the deliveries under way; before every future. */
  readonly reset: () => void
}

/** Prepares the plan's starts; what cannot start for lack of parts is not made up for later. */
export function committed(instance: Instance, plan: Plan): Committed {
  const length = instance.periods.length
  const { points, sources } = instance
  const own = new Map(
    [...plan.production, ...plan.subcontract, ...plan.purchases].map((line) => [line.source, line.quantity]),
  )
  const sent = new Map(plan.shipments.map((line) => [`${line.lane} ${line.item}`, line.quantity]))
  const quantity = sources.map((source) =>
    source.kind === 'ship' ? sent.get(`${source.id} ${points[source.point]!.item}`) : own.get(source.id),
  )
  const active = sources.map((_, s) => s).filter((s) => quantity[s]?.some((each) => each > 0))
  const orders = instance.periods.map((_, t) =>
    partsFirst(
      instance,
      active.filter((s) => quantity[s]![t]! > 0),
    ),
  )
  const asked = points.map(() => new Float64Array(length))
  for (const s of active)
    for (const use of sources[s]!.uses)
      for (let t = 0; t < length; t++) asked[use.point]![t]! += quantity[s]![t]! * use.quantity
  const coming = new Float64Array(points.length * (length + 1))
  const share = new Float64Array(points.length)
  const known = new Uint8Array(points.length)
  return { run, reset: () => void coming.fill(0) }

  function run({ stock, period: t, late, arrived }: Parameters<Committed['run']>[0]): number {
    let unspent = 0
    known.fill(0)
    for (let p = 0; p < points.length; p++) {
      arrived[p]![t] = coming[t * points.length + p]! + points[p]!.arrivals[t]!
      stock[p]! += arrived[p]![t]!
    }
    for (const s of orders[t]!) {
      const source = sources[s]!
      const planned = quantity[s]![t]!
      let may = 1
      for (const use of source.uses) may = Math.min(may, shareOf(use.point, stock, t))
      const started = planned * may
      unspent += (planned - started) * source.cost[t]!
      for (const use of source.uses) stock[use.point]! -= started * use.quantity
      const outside = source.kind === 'buy' || source.kind === 'subcontract'
      const arrival = t + source.leadTime + (outside && late() ? 1 : 0)
      for (const { point, quantity: each } of [{ point: source.point, quantity: source.yield }, ...source.gives]) {
        if (arrival === t) {
          stock[point]! += started * each
          arrived[point]![t]! += started * each
        } else if (arrival < length) coming[arrival * points.length + point]! += started * each
      }
    }
    return unspent
  }

  /** Where stock does not suffice for all that wants it, everybody gets the same share. */
  function shareOf(p: number, stock: Float64Array, t: number): number {
    if (known[p] === 0) {
      known[p] = 1
      const wanted = asked[p]![t]!
      const there = Math.max(0, stock[p]!)
      share[p] = wanted <= there * (1 + 1e-9) + 1e-9 ? 1 : there / wanted
    }
    return share[p]!
  }
}

/** Sources in an order in which what arrives in the same period comes before what it goes into; circles of lanes come last. */
function partsFirst({ points, sources }: Instance, active: readonly number[]): number[] {
  const makers = points.map(() => 0)
  const users = new Map<number, number[]>()
  for (const s of active) {
    const { point, leadTime, uses } = sources[s]!
    if (leadTime === 0) makers[point]!++
    for (const use of uses) users.set(use.point, [...(users.get(use.point) ?? []), s])
  }
  const waits = new Map(active.map((s) => [s, sources[s]!.uses.filter((use) => makers[use.point]! > 0).length]))
  const order = active.filter((s) => waits.get(s) === 0)
  for (let k = 0; k < order.length; k++) {
    const { point, leadTime } = sources[order[k]!]!
    if (leadTime > 0 || --makers[point]! > 0) continue
    for (const s of users.get(point) ?? []) {
      const left = waits.get(s)! - 1
      waits.set(s, left)
      if (left === 0) order.push(s)
    }
  }
  return [...order, ...active.filter((s) => waits.get(s)! > 0)]
}
