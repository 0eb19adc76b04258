import type { Built } from '../../building/build.ts'
import type { Company } from '../../building/company-parts.ts'
import { boundlessCrews, crewsFor, type Manning } from './crews.ts'
import { filledColumns } from './fill-columns.ts'
import { obeys, objectiveOf } from './proof.ts'
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
  const built = { ...given, company: fenced(given.company) }
  const values = unitValues(built)
  let best: FirstPlan | undefined
  for (const crews of mannings(built, values)) {
    const yard = openYard(built.company, crews)
    const columns = attempt({ built, values, yard, crews })
    if (!columns || !obeys(built.program, columns)) continue
    const objective = objectiveOf(built.program, columns)
    if (!best || objective < best.objective) best = { values: columns, objective }
  }
  return best
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

function attempt(input: { built: Built; values: UnitValues; yard: Yard; crews: Crews }): Float64Array | undefined {
  const { built, values, yard, crews } = input
  const { floor, reserve } = floorsOf(built, values)
  const worth = worthOf(built, values)
  const supply = supplyOf({ built, yard, values, kept: worth.kept, floor, reserve })
  startLeast(built, supply.start)
  const unserved = serve({ built, yard, worth, supply, floor, reserve })
  if (!unserved) return undefined
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

/** The company with the fences of its previous plan as limits of its sources. */
function fenced(company: Company): Company {
  const { fences, previous } = company.model
  if (!fences || !previous) return company
  const { frozen = 0, slushy = 0, slushyShare = 0.1 } = fences
  const rows = new Map(previous.map((row) => [row.source, row.quantity]))
  const sources = company.sources.map((source) => {
    const quantity = source.kind === 'ship' ? undefined : rows.get(source.id)
    if (quantity === undefined) return source
    const min = source.min.slice()
    const max = source.max.slice()
    for (let t = 0; t < Math.min(frozen + slushy, min.length); t++) {
      const before = typeof quantity === 'number' ? quantity : (quantity[t] ?? 0)
      const share = t < frozen ? 0 : slushyShare
      min[t] = Math.max(min[t]!, before * (1 - share))
      max[t] = Math.min(max[t]!, before * (1 + share))
    }
    return { ...source, min, max }
  })
  return { ...company, sources }
}
