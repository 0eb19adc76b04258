import type { FirstPlan } from '../../construction/first-plan.ts'
import { unitValues } from '../../construction/unit-values.ts'
import { firstLead } from '../../instance/arrivals.ts'
import { activitiesOf } from '../../program/activities.ts'
import type { Built } from '../../program/layout.ts'

/**
 * Marks with 1 the columns that an optimal plan hardly uses: being late or losing a sale where a unit costs less than either, even at
 * the dearest hours that the first plan uses, and that plan does neither, after the first periods; stock of what can never be there. Whether they are missed is seen from the prices afterwards.
 */
export function leftOut(built: Built, first: FirstPlan): Uint8Array {
  const { instance, layout, program } = built
  const length = instance.periods.length
  const left = new Uint8Array(program.columns)
  const { unit, suppliers } = unitValues(built)
  const scarce = unitValues(built, scarcity(built, first)).unit
  const earliest = earliestArrivals(built, suppliers)
  const busy = new Uint8Array(instance.points.length)
  for (const source of instance.sources)
    for (const each of [...source.uses, ...source.gives, ...source.substitutes]) busy[each.point] = 1
  instance.demand.forEach((demand, d) => {
    busy[demand.point] = 1
    if (layout.demandRow[d]! < 0) return
    let later = Number.POSITIVE_INFINITY
    for (let t = length - 1; t >= 0; t--) {
      const value = unit[demand.point * length + t]!
      const next = t + 1 < length ? Math.min(later, unit[demand.point * length + t + 1]!) : 0
      const late = program.cost[layout.backlog[d]! + t]! + next
      const lost = layout.lost[d]! < 0 ? Number.POSITIVE_INFINITY : program.cost[layout.lost[d]! + t]!
      const most = scarce[demand.point * length + t]!
      if (t < earliest[demand.point]!) {
        later = Math.min(value, late, lost)
        continue
      }
      if (late > most) leave(layout.backlog[d]! + t)
      if (lost > most && layout.lost[d]! >= 0) leave(layout.lost[d]! + t)
      later = Math.min(value, late, lost)
    }
  })
  instance.points.forEach((point, p) => {
    if (busy[p] || suppliers[p]!.length > 0 || point.opening !== 0 || point.safety) return
    if (point.arrivals.some((each) => each !== 0)) return
    for (let t = 0; t < length; t++) {
      if (program.cost[layout.stock[p]! + t]! >= 0) leave(layout.stock[p]! + t)
      if (layout.disposal[p]! >= 0) leave(layout.disposal[p]! + t)
    }
  })
  return left

  function leave(column: number): void {
    if (first.values[column] === 0 && program.colLower[column] === 0) left[column] = 1
  }
}

/** First period in which each point can have units made of new parts; before it, what is there is shared out. */
function earliestArrivals({ instance }: Built, suppliers: readonly (readonly number[])[]): Float64Array {
  const earliest = new Float64Array(instance.points.length).fill(-1)
  const visit = (p: number): number => {
    if (earliest[p]! >= 0) return earliest[p]!
    earliest[p] = 0
    let least = Number.POSITIVE_INFINITY
    for (const s of suppliers[p]!) {
      const { uses, byPeriod } = instance.sources[s]!
      const lead = Math.min(...(byPeriod ?? [instance.sources[s]!]).map(firstLead))
      least = Math.min(least, lead + uses.reduce((most, use) => Math.max(most, visit(use.point)), 0))
    }
    earliest[p] = suppliers[p]!.length > 0 ? least : 0
    return earliest[p]!
  }
  instance.points.forEach((_, p) => {
    visit(p)
  })
  return earliest
}

/** What an hour may be worth where the first plan uses all: that of overtime, twice that where this is used up, too. */
function scarcity({ instance, layout, program }: Built, first: FirstPlan): Float64Array {
  const length = instance.periods.length
  const prices = new Float64Array(instance.capacities.length * length)
  const activity = activitiesOf(program, first.values)
  instance.capacities.forEach(({ overtime }, c) => {
    if (!overtime || layout.capacityRow[c]! < 0) return
    for (let t = 0; t < length; t++) {
      const row = layout.capacityRow[c]! + t
      const column = layout.overtime[c]! + t
      if (activity[row]! < program.rowUpper[row]! * 0.9) continue
      const usedUp = first.values[column]! > program.colUpper[column]! * 0.99
      prices[c * length + t] = program.cost[column]! * (usedUp ? 2 : 1)
    }
  })
  return prices
}
