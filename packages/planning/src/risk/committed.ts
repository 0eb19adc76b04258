import { arrivalsOf, firstLead } from '../instance/arrivals.ts'
import type { Instance } from '../instance/instance-parts.ts'
import { valuesIn } from '../instance/values-in.ts'
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
  const replaced = sources.map((source) => replacedBy(source, plan))
  const usesOf = (s: number, t: number) => usesIn(sources[s]!, { t, started: quantity[s]![t]!, replaced: replaced[s]! })
  for (const s of active)
    for (let t = 0; t < length; t++)
      for (const use of usesOf(s, t)) asked[use.point]![t]! += quantity[s]![t]! * use.quantity
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
      const now = valuesIn(source, t)
      const uses = usesOf(s, t)
      for (const use of uses) may = Math.min(may, shareOf(use.point, stock, t))
      const started = planned * may
      unspent += (planned - started) * source.cost[t]!
      for (const use of uses) stock[use.point]! -= started * use.quantity
      const outside = source.kind === 'buy' || source.kind === 'subcontract'
      const delay = outside && late() ? 1 : 0
      for (const { after, share } of arrivalsOf(now))
        for (const { point, quantity: each } of [{ point: source.point, quantity: now.yield }, ...source.gives])
          bring(point, t + after + delay, started * share * each)
    }
    return unspent

    function bring(point: number, arrival: number, units: number): void {
      if (arrival === t) {
        stock[point]! += units
        arrived[point]![t]! += units
      } else if (arrival < length) coming[arrival * points.length + point]! += units
    }
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

/** Units made with each substitute of a source, as the plan says. */
function replacedBy({ id, substitutes }: Instance['sources'][number], plan: Plan): readonly number[][] {
  const line = [...plan.production, ...plan.subcontract].find(({ source }) => source === id)
  return substitutes.map((_, k) => line?.replaced?.[k]?.quantity ?? [])
}

/** What one unit started takes in a period: components, and what replaces a part of them. */
function usesIn(
  source: Instance['sources'][number],
  { t, started, replaced }: { t: number; started: number; replaced: readonly number[][] },
): { point: number; quantity: number }[] {
  const { uses } = valuesIn(source, t)
  if (source.substitutes.length === 0 || started === 0) return [...uses]
  const share = (k: number) => (replaced[k]?.[t] ?? 0) / started
  return [
    ...uses.map(({ point, quantity }, use) => {
      const gone = source.substitutes.reduce((sum, each, k) => (each.use === use ? sum + share(k) : sum), 0)
      return { point, quantity: quantity * Math.max(0, 1 - gone) }
    }),
    ...source.substitutes.map(({ point, quantity }, k) => ({ point, quantity: quantity * share(k) })),
  ]
}

/** Sources in an order in which what arrives in the same period comes before what it goes into; circles of lanes come last. */
function partsFirst({ points, sources }: Instance, active: readonly number[]): number[] {
  const makers = points.map(() => 0)
  const users = new Map<number, number[]>()
  for (const s of active) {
    if (isAtOnce(sources[s]!)) for (const point of bringsTo(sources[s]!)) makers[point]!++
    for (const point of takesFrom(sources[s]!)) users.set(point, [...(users.get(point) ?? []), s])
  }
  const waits = new Map(active.map((s) => [s, takesFrom(sources[s]!).filter((point) => makers[point]! > 0).length]))
  const order = active.filter((s) => waits.get(s) === 0)
  for (let k = 0; k < order.length; k++) {
    if (!isAtOnce(sources[order[k]!]!)) continue
    for (const point of bringsTo(sources[order[k]!]!)) {
      if (--makers[point]! > 0) continue
      for (const s of users.get(point) ?? []) {
        const left = waits.get(s)! - 1
        waits.set(s, left)
        if (left === 0) order.push(s)
      }
    }
  }
  return [...order, ...active.filter((s) => waits.get(s)! > 0)]
}

type SourceOf = Instance['sources'][number]

function isAtOnce(source: SourceOf): boolean {
  return firstLead(source) === 0 || (source.byPeriod?.some((each) => firstLead(each) === 0) ?? false)
}

function bringsTo({ point, gives }: SourceOf): number[] {
  return [point, ...gives.map((each) => each.point)]
}

function takesFrom({ uses, substitutes, byPeriod }: SourceOf): number[] {
  const changed = (byPeriod ?? []).flatMap((each) => (each.uses === uses ? [] : each.uses))
  return [...new Set([...uses, ...substitutes, ...changed].map(({ point }) => point))]
}
