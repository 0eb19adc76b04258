import type { Built } from '../program/layout.ts'
import { brokenBy, obeys, objectiveOf } from '../program/proof.ts'
import { filledColumns } from './fill-columns.ts'
import { narrowed } from './narrowed.ts'
import { emptyPlan, type PartialPlan, type Staffing } from './partial-plan.ts'
import { serve } from './serve.ts'
import { serviceValues } from './service-values.ts'
import { type StaffingRule, staffingFor, unlimitedStaffing } from './staffing.ts'
import { supplyOf } from './supply.ts'
import { type UnitValues, unitValues } from './unit-values.ts'

/** Columns that obey every rule, and their money. */
export interface FirstPlan {
  readonly values: Float64Array
  readonly objective: number
  /** What is proven that no plan can be below; nothing where it is left out. */
  readonly bound?: number
}

/**
 * Constructs a feasible plan without any solver: every want is served in its turn by the cheapest way that still has room. Undefined
 * where this finds none, which does not mean that there is none.
 */
export function firstPlan(given: Built): FirstPlan | undefined {
  return constructed(given).plan
}

/** Constructs plans and keeps the cheapest that obeys every rule, and the columns that break the fewest rules, to be repaired. */
export function constructed(given: Built): { readonly plan: FirstPlan | undefined; readonly nearest: Float64Array } {
  const built = { ...given, instance: narrowed(given) }
  const { program } = built
  const values = unitValues(built)
  let best: FirstPlan | undefined
  let nearest: Float64Array | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const staffing of staffings(built, values)) {
    const columns = attempt({ built, values, partial: emptyPlan(built.instance, staffing), staffing })
    const broken = obeys(program, columns) ? 0 : breaks(program, columns)
    const objective = objectiveOf(program, columns)
    if (broken === 0 && !(best && objective >= best.objective)) best = { values: columns, objective }
    if (broken < fewest) nearest = columns
    fewest = Math.min(fewest, broken)
  }
  return { plan: best, nearest: nearest! }
}

function breaks(program: Built['program'], columns: Float64Array): number {
  const broken = brokenBy(program, columns)
  return broken.columns.length + broken.rows.length
}

/** Lists the staffings to try: one where nothing about workers and stops is to be decided, otherwise one per rule for the work there is. */
function staffings(built: Built, values: UnitValues): Staffing[] {
  const { instance } = built
  const boundless = unlimitedStaffing(instance)
  if (!instance.capacities.some((each) => each.pool || each.maintenance)) return [boundless]
  const partial = emptyPlan(instance, boundless)
  attempt({ built, values, partial, staffing: boundless })
  const tried: readonly StaffingRule[] = instance.capacities.some((each) => each.pool)
    ? ['level', 'following', 'kept']
    : ['kept']
  return tried.map((rule) => staffingFor(instance, { rule, used: partial.used }))
}

function attempt(input: { built: Built; values: UnitValues; partial: PartialPlan; staffing: Staffing }): Float64Array {
  const { built, values, partial, staffing } = input
  const { floor, reserve } = floorsOf(built, values)
  const worth = serviceValues(built, values)
  const supply = supplyOf({ built, partial, values, kept: worth.kept, floor, reserve })
  startLeast(built, supply.start)
  const unserved = serve({ built, partial, worth, supply, floor, reserve })
  buyCommitted(built, partial, supply.start)
  return filledColumns({ built, partial, staffing, unserved })
}

/** What must stay in stock, and what should: the safety stock, in the last period only if it is worth a new unit. */
function floorsOf({ instance }: Built, values: UnitValues) {
  const length = instance.periods.length
  const floor = new Float64Array(instance.points.length * length)
  instance.points.forEach((point, p) => {
    floor.set(point.min, p * length)
  })
  const reserve = floor.slice()
  instance.points.forEach(({ safety, safetyCost }, p) => {
    if (!safety) return
    for (let t = 0; t < length; t++) {
      const k = p * length + t
      const worth = t + 1 < length || safetyCost === undefined || safetyCost > values.unit[k]!
      if (worth) reserve[k] = Math.max(floor[k]!, safety[t]!)
    }
  })
  return { floor, reserve }
}

/** Starts the least quantities of sources before anything else. */
function startLeast({ instance }: Built, start: (source: number, period: number, quantity: number) => number): void {
  for (let t = 0; t < instance.periods.length; t++)
    instance.sources.forEach((source, s) => {
      if (source.min[t]! > 0) start(s, t, source.min[t]!)
    })
}

/** Buys what is missing to a least total as late as possible, where it is held for the shortest time. */
function buyCommitted(
  { instance }: Built,
  partial: PartialPlan,
  start: (source: number, period: number, quantity: number) => number,
): void {
  instance.sources.forEach((source, s) => {
    for (let t = instance.periods.length - 1; t >= 0 && partial.total[s]! < source.commitment; t--) {
      const room = source.max[t]! - partial.started[s * partial.length + t]!
      start(s, t, Math.min(room, source.commitment - partial.total[s]!))
    }
  })
}
