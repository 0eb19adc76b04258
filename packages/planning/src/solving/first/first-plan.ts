import type { Built } from '../../building/build.ts'
import { boundlessCrews, crewsFor, type Manning } from './crews.ts'
import { filledColumns } from './fill-columns.ts'
import { narrowed } from './narrowed.ts'
import { brokenBy, obeys, objectiveOf } from './proof.ts'
import { serve } from './serve.ts'
import { supplyOf } from './supply.ts'
import { type UnitValues, unitValues } from './unit-values.ts'
import { worthOf } from './worth.ts'
import { type Crews, openYard, type Yard } from './yard.ts'

/** Columns that obey every rule, and their money. */
export interface FirstPlan {
  readonly values: Float64Array
  readonly objective: number
}

/**
 * A feasible plan without any solver: every want is served in its turn by the cheapest way that still has room. Undefined where
 * this finds none, which does not mean that there is none.
 */
export function firstPlan(given: Built): FirstPlan | undefined {
  return constructed(given).plan
}

/** The cheapest of the plans that were constructed and obey every rule; and the columns that break the fewest rules, to be repaired. */
export function constructed(given: Built): { readonly plan: FirstPlan | undefined; readonly nearest: Float64Array } {
  const built = { ...given, company: narrowed(given) }
  const { program } = built
  const values = unitValues(built)
  let best: FirstPlan | undefined
  let nearest: Float64Array | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const crews of mannings(built, values)) {
    const columns = attempt({ built, values, yard: openYard(built.company, crews), crews })
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

/** One set of crews where nothing about them is to be decided, otherwise one per manning for the work that there is. */
function mannings(built: Built, values: UnitValues): Crews[] {
  const { company } = built
  const boundless = boundlessCrews(company)
  if (!company.capacities.some((each) => each.pool || each.maintenance)) return [boundless]
  const yard = openYard(company, boundless)
  attempt({ built, values, yard, crews: boundless })
  const tried: readonly Manning[] = company.capacities.some((each) => each.pool)
    ? ['level', 'following', 'kept']
    : ['kept']
  return tried.map((manning) => crewsFor(company, { manning, used: yard.used }))
}

function attempt(input: { built: Built; values: UnitValues; yard: Yard; crews: Crews }): Float64Array {
  const { built, values, yard, crews } = input
  const { floor, reserve } = floorsOf(built, values)
  const worth = worthOf(built, values)
  const supply = supplyOf({ built, yard, values, kept: worth.kept, floor, reserve })
  startLeast(built, supply.start)
  const unserved = serve({ built, yard, worth, supply, floor, reserve })
  buyCommitted(built, yard, supply.start)
  return filledColumns({ built, yard, crews, unserved })
}

/** What must stay in stock, and what should: the safety stock, in the last period only if it is worth a new unit. */
function floorsOf({ company }: Built, values: UnitValues) {
  const length = company.periods.length
  const floor = new Float64Array(company.points.length * length)
  company.points.forEach((point, p) => {
    floor.set(point.min, p * length)
  })
  const reserve = floor.slice()
  company.points.forEach(({ safety, safetyCost }, p) => {
    if (!safety) return
    for (let t = 0; t < length; t++) {
      const k = p * length + t
      const worth = t + 1 < length || safetyCost === undefined || safetyCost > values.unit[k]!
      if (worth) reserve[k] = Math.max(floor[k]!, safety[t]!)
    }
  })
  return { floor, reserve }
}

/** Least quantities of sources are started before anything else. */
function startLeast({ company }: Built, start: (source: number, period: number, quantity: number) => number): void {
  for (let t = 0; t < company.periods.length; t++)
    company.sources.forEach((source, s) => {
      if (source.min[t]! > 0) start(s, t, source.min[t]!)
    })
}

/** What is missing to a least total is bought late, where it is held for the shortest time. */
function buyCommitted(
  { company }: Built,
  yard: Yard,
  start: (source: number, period: number, quantity: number) => number,
): void {
  company.sources.forEach((source, s) => {
    for (let t = company.periods.length - 1; t >= 0 && yard.total[s]! < source.commitment; t--) {
      const room = source.max[t]! - yard.started[s * yard.length + t]!
      start(s, t, Math.min(room, source.commitment - yard.total[s]!))
    }
  })
}
