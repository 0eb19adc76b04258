import { wanted } from '../instance/demand.ts'
import type { Built } from '../program/layout.ts'
import { dispose } from './dispose.ts'
import { type PartialPlan, take } from './partial-plan.ts'
import type { ServiceValues } from './service-values.ts'
import type { Supply } from './supply.ts'

/** Units late and lost per demand and period, [demand * periods + t]. */
export interface Unserved {
  readonly late: Float64Array
  readonly lost: Float64Array
}

/** What serving works on, and what it fills. */
interface Service {
  readonly built: Built
  readonly partial: PartialPlan
  readonly supply: Supply
  readonly worth: ServiceValues
  /** Stock that must stay, and stock that should. */
  readonly floor: Float64Array
  readonly reserve: Float64Array
  readonly unserved: Unserved
  /** Demand rows of each point: those that must be delivered in time, and those that may be late or lost. */
  readonly hard: readonly (readonly number[])[]
  readonly soft: readonly (readonly number[])[]
}

const dust = 1e-9
const infinity = Number.POSITIVE_INFINITY

/**
 * Serves all demand, period by period: first what must be delivered and stock that must be there, then, dearest first, what
 * may be late or lost, each only where a unit costs less than going without; then safety stock. A hard want that cannot be met
 * stays open: the columns then break its rule.
 */
export function serve(input: {
  built: Built
  partial: PartialPlan
  worth: ServiceValues
  supply: Supply
  floor: Float64Array
  reserve: Float64Array
}): Unserved {
  const service = serviceOf(input)
  const { points } = input.built.instance
  const { length } = input.partial
  for (let t = 0; t < length; t++) for (let p = 0; p < points.length; p++) serveHard(service, p, t)
  for (let t = 0; t < length; t++) {
    for (let p = 0; p < points.length; p++) if (service.soft[p]!.length > 0) serveSoft(service, p, t)
    for (let p = 0; p < points.length; p++) if (points[p]!.safety) refill(service, p, t)
    for (let p = 0; p < points.length; p++)
      if (points[p]!.disposalCost !== undefined) dispose({ ...input, point: p, period: t })
  }
  return service.unserved
}

function serviceOf(input: Omit<Service, 'unserved' | 'hard' | 'soft'>): Service {
  const { demand, points } = input.built.instance
  const cells = demand.length * input.partial.length
  const hard = points.map(() => [] as number[])
  const soft = points.map(() => [] as number[])
  demand.forEach((each, d) => {
    ;(each.backlogCost || each.lostCost ? soft : hard)[each.point]!.push(d)
  })
  return { ...input, unserved: { late: new Float64Array(cells), lost: new Float64Array(cells) }, hard, soft }
}

function serveHard(service: Service, p: number, t: number): void {
  const { built, partial, supply, floor, hard } = service
  let quantity = 0
  for (const d of hard[p]!) quantity += wanted(built.instance.demand[d]!, t)
  if (quantity > 0) deliver(service, p, t, quantity)
  const k = p * partial.length + t
  const missing = floor[k]! - partial.stock[k]!
  if (missing > dust) supply.raise(p, t, missing, infinity)
}

/** Delivers at any price what can be had. */
function deliver({ partial, supply }: Service, p: number, t: number, quantity: number): void {
  const got = supply.ensure(p, t, quantity, infinity)
  take(partial, p, t, got >= quantity - tiny(quantity) ? quantity : got)
}

function serveSoft(service: Service, p: number, t: number): void {
  const { partial, supply, worth, soft } = service
  let all = 0
  let least = infinity
  for (const d of soft[p]!) {
    all += open(service, d, t)
    least = Math.min(least, worth.unserved[d * partial.length + t]!)
  }
  if (all <= dust) return
  let got = supply.ensure(p, t, all, least)
  if (got >= all - dust) {
    take(partial, p, t, all)
    return
  }
  for (const d of soft[p]!) {
    const quantity = open(service, d, t)
    if (quantity <= dust) continue
    got = supply.ensure(p, t, quantity, worth.unserved[d * partial.length + t]!)
    if (got > dust) take(partial, p, t, got)
    if (quantity - got > dust) leave(service, { point: p, demand: d, period: t, quantity: quantity - got })
  }
}

function open({ built, partial, unserved }: Service, d: number, t: number): number {
  const before = t > 0 ? unserved.late[d * partial.length + t - 1]! : 0
  return wanted(built.instance.demand[d]!, t) + before
}

/** Leaves units late or lost, whichever is cheaper and allowed; what is allowed neither must be had at any price. */
function leave(service: Service, given: { point: number; demand: number; period: number; quantity: number }): void {
  const { built, partial, worth, unserved } = service
  const { point: p, demand: d, period: t, quantity } = given
  const { instance, program, layout } = built
  const demand = instance.demand[d]!
  const { late, lost } = unserved
  const k = d * partial.length + t
  const canLose = layout.lost[d]! < 0 ? 0 : Math.min(quantity, wanted(demand, t))
  const canWait = layout.backlog[d]! < 0 ? 0 : Math.min(quantity, demand.maxBacklog[t]!)
  const later = t + 1 < partial.length ? worth.unserved[k + 1]! : 0
  const wait = canWait > 0 ? program.cost[layout.backlog[d]! + t]! + later : 0
  const loseFirst = canLose > 0 && (canWait === 0 || program.cost[layout.lost[d]! + t]! < wait)
  lost[k] = loseFirst ? canLose : Math.min(canLose, Math.max(0, quantity - canWait))
  late[k] = Math.min(canWait, quantity - lost[k]!)
  const rest = quantity - lost[k]! - late[k]!
  if (rest > dust) deliver(service, p, t, rest)
}

/** Raises stock to the safety stock where a unit costs no more than it is worth later and a period without it. */
function refill({ built, partial, supply, worth, reserve }: Service, p: number, t: number): void {
  const { instance, program, layout } = built
  const k = p * partial.length + t
  const missing = reserve[k]! - partial.stock[k]!
  if (missing <= dust) return
  const price = instance.points[p]!.safetyCost
  const cap = price === undefined ? infinity : worth.kept[k]! + price - program.cost[layout.stock[p]! + t]!
  supply.raise(p, t, missing, cap)
}

function tiny(quantity: number): number {
  return 1e-8 * Math.max(1, quantity)
}
