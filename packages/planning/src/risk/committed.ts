import type { Company } from '../building/company-parts.ts'
import type { Plan } from '../model/plan.ts'

/** A committed plan as it runs: what is started in every period, in an order in which parts come before what they go into. */
export interface Committed {
  /** Adds what arrives in the period, starts what the stock allows, and answers the money not spent on what could not start. */
  readonly run: (stock: Float64Array, period: number, late: (quantity: number) => boolean) => number
  /** Forgets the deliveries under way; before every future. */
  readonly reset: () => void
}

/** Prepares the plan's starts; what cannot start for lack of parts is not made up for later. */
export function committed(company: Company, plan: Plan): Committed {
  const length = company.periods.length
  const { points, sources } = company
  const own = new Map(
    [...plan.production, ...plan.subcontract, ...plan.purchases].map((line) => [line.source, line.quantity]),
  )
  const sent = new Map(plan.shipments.map((line) => [`${line.lane} ${line.item}`, line.quantity]))
  const quantity = sources.map((source) =>
    source.kind === 'ship' ? sent.get(`${source.id} ${points[source.point]!.item}`) : own.get(source.id),
  )
  const level = levels(company)
  const order = sources
    .map((_, s) => s)
    .filter((s) => quantity[s]?.some((each) => each > 0))
    .sort((a, b) => level[sources[a]!.point]! - level[sources[b]!.point]!)
  const asked = points.map(() => new Float64Array(length))
  for (const s of order)
    for (const use of sources[s]!.uses)
      for (let t = 0; t < length; t++) asked[use.point]![t]! += quantity[s]![t]! * use.quantity
  const coming = new Float64Array(points.length * (length + 1))
  const share = new Float64Array(points.length)
  const known = new Uint8Array(points.length)
  return { run, reset: () => void coming.fill(0) }

  function run(stock: Float64Array, t: number, late: (quantity: number) => boolean): number {
    let unspent = 0
    known.fill(0)
    for (let p = 0; p < points.length; p++) stock[p]! += coming[t * points.length + p]! + points[p]!.arrivals[t]!
    for (const s of order) {
      const source = sources[s]!
      const planned = quantity[s]![t]!
      if (planned === 0) continue
      let may = 1
      for (const use of source.uses) may = Math.min(may, shareOf(use.point, stock, t))
      const started = planned * may
      unspent += (planned - started) * source.cost[t]!
      for (const use of source.uses) stock[use.point]! -= started * use.quantity
      const outside = source.kind === 'buy' || source.kind === 'subcontract'
      const arrival = t + source.leadTime + (outside && late(started) ? 1 : 0)
      if (arrival === t) stock[source.point]! += started * source.yield
      else if (arrival < length) coming[arrival * points.length + source.point]! += started * source.yield
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

/** How many steps of parts lie below each point; circles of lanes are cut. */
function levels({ points, sources }: Company): Int32Array {
  const level = new Int32Array(points.length)
  for (let round = 0, grown = true; grown && round < points.length; round++) {
    grown = false
    for (const source of sources)
      for (const use of source.uses)
        if (level[source.point]! <= level[use.point]! && level[use.point]! < 100) {
          level[source.point] = level[use.point]! + 1
          grown = true
        }
  }
  return level
}
