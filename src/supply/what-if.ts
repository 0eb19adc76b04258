import { daysBetween } from '@drumbeat/periods'
import type { Edit, Plan, PlanModel } from '@drumbeat/planning'

/** Another world for a plan: the demand of families by month in whole months, and shares of the hours that a resource has. */
export type WhatIf = {
  demand: readonly { family: string; month: string; units: number }[]
  capacity: readonly { resource: string; month: string; share: number }[]
}

type Of = { model: PlanModel; startsOn: readonly string[] }

/** The edits that make a plan's model that world: the items of a family keep their mix; of the running month what is left of it counts. Pure. */
export function editsOf(world: WhatIf, of: Of): { edits: Edit[]; leftOut: string[] } {
  const leftOut: string[] = []
  const demand = world.demand.flatMap(({ family, month, units }): Edit[] => {
    const t = periodAt(of, month)
    if (t < 0) return []
    const rows = rowsOf(of.model, family)
    const planned = rows.reduce((sum, row) => sum + demandAt(of.model, row, t), 0)
    if (planned <= 0) {
      if (units > 0) leftOut.push(`${family} in ${month.slice(0, 7)}`)
      return []
    }
    const factor = (units * shareLeft(of, t)) / planned
    return rows.map((row) => ({
      kind: 'demand',
      row,
      period: t + 1,
      quantity: Math.max(0, demandAt(of.model, row, t) * factor),
    }))
  })
  const capacity = world.capacity.flatMap(({ resource, month, share }): Edit[] => {
    const t = periodAt(of, month)
    const found = (of.model.resources ?? []).find(({ id }) => id === resource)
    const hours = found && valueAt(found.capacity ?? null, t)
    if (t < 0 || hours === null || hours === undefined) {
      leftOut.push(`${resource} in ${month.slice(0, 7)}`)
      return []
    }
    return [{ kind: 'capacity', resource, period: t + 1, hours: hours * share }]
  })
  return { edits: [...demand, ...capacity], leftOut }
}

/** What a plan sells of each family in each month; items without a family are no family's. Pure. */
export function soldOfFamilies(plan: Plan, of: Of): { family: string; month: string; units: number }[] {
  const familyOf = familiesOf(of.model)
  const byFamily = Map.groupBy(plan.demand, ({ item }) => familyOf.get(item))
  return [...byFamily].flatMap(([family, lines]) =>
    family === undefined
      ? []
      : of.startsOn.map((day, t) => ({
          family,
          month: `${day.slice(0, 7)}-01`,
          units: lines.reduce((sum, { sold }) => sum + sold[t]!, 0),
        })),
  )
}

function rowsOf(model: PlanModel, family: string): number[] {
  const familyOf = familiesOf(model)
  return (model.demand ?? []).flatMap(({ item }, row) => (familyOf.get(item) === family ? [row] : []))
}

function familiesOf({ items }: PlanModel): Map<string, string | undefined> {
  return new Map(items.map((item) => (typeof item === 'string' ? [item, undefined] : [item.id, item.family])))
}

function demandAt({ demand = [] }: PlanModel, row: number, t: number): number {
  return valueAt(demand[row]!.quantity, t) ?? 0
}

function valueAt(series: number | readonly (number | null)[] | null, t: number): number | null {
  return typeof series === 'number' || series === null ? series : (series[t] ?? null)
}

function periodAt({ startsOn }: Of, month: string): number {
  return startsOn.findIndex((day) => day.slice(0, 7) === month.slice(0, 7))
}

/** The share of a period that the plan still covers. */
function shareLeft({ model, startsOn }: Of, t: number): number {
  const next = startsOn[t + 1]
  const period = Array.isArray(model.periods) ? model.periods[t] : undefined
  if (!next || typeof period !== 'object' || !period.days) return 1
  return Math.min(1, period.days / daysBetween({ from: startsOn[t]!, to: next }))
}
