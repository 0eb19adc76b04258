import type { Plan, PlanModel } from '@drumbeat/planning'
import type { PlanLine, PlanMeasure } from '../schema.ts'

type Named = { itemIds: ReadonlyMap<string, string>; resourceIds: ReadonlyMap<string, string> }

/**
 * The figures of a plan as lines: one per item and measure, one per resource and measure; what an item has in several recipes, suppliers or
 * classes of customers is summed. Lines of nothing but zeros are left out.
 */
export function linesOf(
  { model, plan }: { model: PlanModel; plan: Plan },
  { itemIds, resourceIds }: Named,
): PlanLine[] {
  const lines = new Map<string, PlanLine>()
  const ofItem = (measure: PlanMeasure, item: string, values: readonly number[] | undefined) =>
    add({
      measure,
      subject: item,
      itemId: itemIds.get(item) ?? null,
      siteId: null,
      resourceId: null,
      values: values ?? [],
    })
  for (const each of plan.demand) {
    ofItem('demand', each.item, each.demand)
    ofItem('sold', each.item, each.sold)
    ofItem('backlog', each.item, each.backlog)
    ofItem('lost', each.item, each.lost)
  }
  for (const each of plan.production) ofItem('made', each.item, each.quantity)
  for (const each of plan.purchases) ofItem('bought', each.item, each.quantity)
  for (const each of plan.subcontract) ofItem('subcontracted', each.item, each.quantity)
  for (const each of plan.stock) {
    ofItem('stock', each.item, each.quantity)
    ofItem('short', each.item, each.shortfall)
  }
  for (const each of model.arrivals ?? []) ofItem('arrivals', each.item, series(each.quantity, plan.periods.length))
  for (const each of model.stock ?? [])
    ofItem('safety stock', each.item, series(each.safetyStock ?? 0, plan.periods.length))
  for (const each of plan.resources) {
    const about = {
      subject: each.resource,
      itemId: null,
      siteId: null,
      resourceId: resourceIds.get(each.resource) ?? null,
    }
    add({ measure: 'hours used', ...about, values: each.used })
    add({ measure: 'hours available', ...about, values: each.available })
    add({ measure: 'overtime', ...about, values: each.overtime ?? [] })
  }
  return [...lines.values()].filter(
    ({ measure, values }) => values.some((value) => value !== 0) || measure === 'stock' || measure === 'hours used',
  )

  function add(line: Omit<PlanLine, 'values'> & { values: readonly number[] }): void {
    const key = `${line.measure}/${line.subject}`
    const before = lines.get(key)?.values ?? []
    const values = line.values.map((value, t) => Math.round((value + (before[t] ?? 0)) * 1e6) / 1e6)
    lines.set(key, { ...line, values: values.length > 0 ? values : [...before] })
  }
}

function series(values: number | readonly (number | null)[], length: number): number[] {
  return Array.from({ length }, (_, t) => (typeof values === 'number' ? values : (values[t] ?? 0)))
}
