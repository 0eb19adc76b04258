import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'

export function familiesOf({ model, demand, points }: Instance): { names: string[]; of: number[] } {
  const families = new Map(
    model.items.map((row) => (typeof row === 'string' ? [row, row] : [row.id, row.family ?? row.id])),
  )
  const each = demand.map((row) => families.get(points[row.point]!.item)!)
  const names = [...new Set(each)]
  return { names, of: each.map((family) => names.indexOf(family)) }
}

/** The hours that a plan uses of each resource and pool, the regular ones that may fail, and those beyond them. */
export function hoursOf({ capacities }: Instance, plan: Plan) {
  const byId = new Map(capacities.map((each) => [each.id, each]))
  const sum = (parts: readonly (readonly number[] | undefined)[], times: readonly number[]) =>
    Float64Array.from(plan.periods, (_, t) => parts.reduce((total, part, i) => total + (part?.[t] ?? 0) * times[i]!, 0))
  const resources = plan.resources.map((line) => {
    const { shifts, maintenance } = byId.get(line.resource)!
    const regular = sum(
      [line.available, line.maintenance, line.shifts],
      [1, -(maintenance?.hours ?? 0), shifts?.hours ?? 0],
    )
    return { resource: line.resource, used: line.used, regular, extra: sum([line.overtime], [1]) }
  })
  const pools = plan.workforce.map((line) => {
    const { hours } = byId.get(line.pool)!
    const regular = Float64Array.from(line.workers, (workers, t) => workers * hours[t]!)
    return { resource: line.pool, used: line.used, regular, extra: sum([line.overtime], [1]) }
  })
  return [...resources, ...pools]
}
