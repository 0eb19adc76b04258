import type { Built } from '../../building/build.ts'
import { wanted } from '../../building/demand.ts'
import type { Supply } from './supply.ts'
import type { Worth } from './worth.ts'
import { free, take, type Yard } from './yard.ts'

/** Units late and lost per demand and period, [demand * periods + t]. */
export interface Unserved {
  readonly late: Float64Array
  readonly lost: Float64Array
}

const dust = 1e-9

/**
 * Serves all demand, period by period: first what must be delivered and stock that must be there, then, dearest first, what
 * may be late or lost, each only where a unit costs less than going without; then safety stock. A hard want that cannot be met
 * stays open: the columns then break its rule.
 */
export function serve(input: {
  built: Built
  yard: Yard
  worth: Worth
  supply: Supply
  floor: Float64Array
  reserve: Float64Array
}): Unserved {
  const { built, yard, supply, floor, reserve } = input
  const { company, program, layout } = built
  const { length } = yard
  const { demand, points } = company
  const late = new Float64Array(demand.length * length)
  const lost = new Float64Array(demand.length * length)
  const { unserved: worth, kept } = input.worth
  const hard = points.map(() => [] as number[])
  const soft = points.map(() => [] as number[])
  demand.forEach((each, d) => {
    ;(each.backlogCost || each.lostCost ? soft : hard)[each.point]!.push(d)
  })
  for (let t = 0; t < length; t++) for (let p = 0; p < points.length; p++) serveHard(p, t)
  for (let t = 0; t < length; t++) {
    for (let p = 0; p < points.length; p++) if (soft[p]!.length > 0) serveSoft(p, t)
    for (let p = 0; p < points.length; p++) if (points[p]!.safety) refill(p, t)
    for (let p = 0; p < points.length; p++) if (points[p]!.disposalCost !== undefined) dispose(p, t)
  }
  return { late, lost }

  function serveHard(p: number, t: number): void {
    let quantity = 0
    for (const d of hard[p]!) quantity += wanted(demand[d]!, t)
    if (quantity > 0) deliver(p, t, quantity)
    const missing = floor[p * length + t]! - yard.stock[p * length + t]!
    if (missing > dust) supply.raise(p, t, missing, Number.POSITIVE_INFINITY)
  }

  /** Delivers at any price what can be had. */
  function deliver(p: number, t: number, quantity: number): void {
    const got = supply.ensure(p, t, quantity, Number.POSITIVE_INFINITY)
    take(yard, p, t, got >= quantity - tiny(quantity) ? quantity : got)
  }

  function serveSoft(p: number, t: number): void {
    let all = 0
    let least = Number.POSITIVE_INFINITY
    for (const d of soft[p]!) {
      all += open(d, t)
      least = Math.min(least, worth[d * length + t]!)
    }
    if (all <= dust) return
    let got = supply.ensure(p, t, all, least)
    if (got >= all - dust) {
      take(yard, p, t, all)
      return
    }
    for (const d of soft[p]!) {
      const quantity = open(d, t)
      if (quantity <= dust) continue
      got = supply.ensure(p, t, quantity, worth[d * length + t]!)
      if (got > dust) take(yard, p, t, got)
      if (quantity - got > dust) leave(p, d, t, quantity - got)
    }
  }

  function open(d: number, t: number): number {
    return wanted(demand[d]!, t) + (t > 0 ? late[d * length + t - 1]! : 0)
  }

  /** Late or lost, whichever is cheaper and allowed; what is allowed neither must be had at any price. */
  function leave(p: number, d: number, t: number, quantity: number): void {
    const k = d * length + t
    const canLose = layout.lost[d]! < 0 ? 0 : Math.min(quantity, wanted(demand[d]!, t))
    const canWait = layout.backlog[d]! < 0 ? 0 : Math.min(quantity, demand[d]!.maxBacklog[t]!)
    const wait = canWait > 0 ? program.cost[layout.backlog[d]! + t]! + (t + 1 < length ? worth[k + 1]! : 0) : 0
    const loseFirst = canLose > 0 && (canWait === 0 || program.cost[layout.lost[d]! + t]! < wait)
    lost[k] = loseFirst ? canLose : Math.min(canLose, Math.max(0, quantity - canWait))
    late[k] = Math.min(canWait, quantity - lost[k]!)
    const rest = quantity - lost[k]! - late[k]!
    if (rest > dust) deliver(p, t, rest)
  }

  /** Stock up to the safety stock where a unit costs no more than it is worth later and a period without it. */
  function refill(p: number, t: number): void {
    const k = p * length + t
    const missing = reserve[k]! - yard.stock[k]!
    if (missing <= dust) return
    const price = points[p]!.safetyCost
    const cap = price === undefined ? Number.POSITIVE_INFINITY : kept[k]! + price - program.cost[layout.stock[p]! + t]!
    supply.raise(p, t, missing, cap)
  }

  /** What must have left stock by the end of the period but finds no use is thrown away. */
  function dispose(p: number, t: number): void {
    const { shelfLife, max } = points[p]!
    const at = p * length
    let surplus = yard.stock[at + t]! - max[t]!
    if (shelfLife !== undefined && t - shelfLife >= 0) {
      let there = yard.stock[at + t - shelfLife]!
      for (let u = t - shelfLife + 1; u <= t; u++) there -= yard.left[at + u]!
      surplus = Math.max(surplus, there)
    }
    if (surplus <= dust) return
    const gone = Math.min(surplus, Math.max(0, free(yard, floor, { point: p, period: t })))
    take(yard, p, t, gone)
    yard.disposed[at + t]! += gone
  }
}

function tiny(quantity: number): number {
  return 1e-8 * Math.max(1, quantity)
}
