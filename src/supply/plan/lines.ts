import type { Plan, PlanModel } from '@drumbeat/planning'
import type { PlanLine, PlanMeasure } from '../schema.ts'
import { arrivalsIn } from './arrivals.ts'
import { underWay } from './under-way.ts'

type Named = {
  itemIds: ReadonlyMap<string, string>
  resourceIds: ReadonlyMap<string, string>
  siteIds: ReadonlyMap<string, string>
}

/** What a line of an item at a site is called. */
export function atSite(item: string, site: string): string {
  return `${item} at ${site}`
}

/**
 * The figures of a plan as lines: one per item and measure, one per resource and measure; what an item has in several recipes, suppliers,
 * sites or classes of customers is summed. Where the plan has sites, each also has lines of its own. Lines of nothing but zeros are left out.
 */
export function linesOf(
  { model, plan }: { model: PlanModel; plan: Plan },
  { itemIds, resourceIds, siteIds }: Named,
): PlanLine[] {
  const lines = new Map<string, PlanLine>()
  const length = plan.periods.length
  const add = (line: Omit<PlanLine, 'values'> & { values: readonly number[] }) => {
    const key = `${line.measure}/${line.subject}`
    const before = lines.get(key)?.values ?? []
    const values = line.values.map((value, t) => Math.round((value + (before[t] ?? 0)) * 1e6) / 1e6)
    lines.set(key, { ...line, values: values.length > 0 ? values : [...before] })
  }
  for (const { measure, item, site, values } of itemFigures({ model, plan })) {
    const about = { measure, itemId: itemIds.get(item) ?? null, resourceId: null, values }
    if (measure !== 'moved in') add({ ...about, subject: item, siteId: null })
    if (site && siteIds.size > 0) add({ ...about, subject: atSite(item, site), siteId: siteIds.get(site) ?? null })
  }
  for (const each of plan.resources) {
    const about = {
      subject: each.resource,
      itemId: null,
      siteId: null,
      resourceId: resourceIds.get(each.resource) ?? null,
    }
    add({ measure: 'hours used', ...about, values: each.used })
    add({ measure: 'hours available', ...about, values: each.available })
    add({ measure: 'overtime', ...about, values: each.overtime ?? Array(length).fill(0) })
  }
  return [...lines.values()].filter(
    ({ measure, values }) => values.some((value) => value !== 0) || measure === 'stock' || measure === 'hours used',
  )
}

type Figure = { measure: PlanMeasure; item: string; site: string | undefined; values: readonly number[] }

function itemFigures({ model, plan }: { model: PlanModel; plan: Plan }): Figure[] {
  const length = plan.periods.length
  const figures: Figure[] = []
  const put = (
    row: { item: string; site?: string | undefined },
    measures: Partial<Record<PlanMeasure, readonly number[] | undefined>>,
  ) => {
    for (const [measure, values] of Object.entries(measures))
      if (values) figures.push({ measure: measure as PlanMeasure, item: row.item, site: row.site, values })
  }
  for (const each of plan.demand)
    put(each, { demand: each.demand, sold: each.sold, backlog: each.backlog, lost: each.lost })
  for (const each of plan.production) put(each, { made: each.quantity })
  for (const { item, site, measure, values } of besideFigures({ model, plan }))
    put({ item, site }, { [measure]: values })
  for (const { item, site, measure, values } of underWay({ model, plan })) put({ item, site }, { [measure]: values })
  for (const each of plan.purchases) put(each, { bought: each.quantity })
  for (const each of plan.subcontract) put(each, { subcontracted: each.quantity })
  for (const each of plan.stock) put(each, { stock: each.quantity, short: each.shortfall, disposed: each.disposed })
  for (const each of model.arrivals ?? []) put(each, { arrivals: series(each.quantity, length) })
  for (const each of model.stock ?? []) put(each, { 'safety stock': series(each.safetyStock ?? 0, length) })
  const laneOf = new Map((model.lanes ?? []).map((lane) => [lane.id, lane]))
  const arrivals = arrivalsIn(model)
  for (const { lane, item, to, quantity } of plan.shipments) {
    const came = quantity.map(() => 0)
    for (const [t, units] of quantity.entries())
      for (const { period, share } of arrivals(laneOf.get(lane) ?? {}, t))
        if (period < length) came[period]! += units * share
    put({ item, site: to }, { 'moved in': came })
    const under = quantity.map((_, t) => sumOf(quantity.slice(0, t + 1)) - sumOf(came.slice(0, t + 1)))
    if (under.some((units) => units > 1e-6)) put({ item }, { 'on the way': under.map((units) => Math.max(0, units)) })
  }
  return figures
}

/** What comes with what is made, in the period of its start, and what is used in the place of usual components. */
function besideFigures({ model, plan }: { model: PlanModel; plan: Plan }): Figure[] {
  const recipeOf = new Map((model.recipes ?? []).map((recipe) => [recipe.id, recipe]))
  return plan.production.flatMap(({ source, site, quantity, replaced = [] }) => {
    const { byProducts = [], components = [] } = recipeOf.get(source) ?? {}
    const besides = byProducts.map(
      ({ item, quantity: each }): Figure => ({
        measure: 'by-product',
        item,
        site,
        values: quantity.map((units) => units * each),
      }),
    )
    const instead = replaced.map(({ component, by, quantity: units }): Figure => {
      const each = components.find(({ item }) => item === component)?.or?.find(({ item }) => item === by)?.quantity ?? 0
      return { measure: 'used instead', item: by, site, values: units.map((value) => value * each) }
    })
    return [...besides, ...instead]
  })
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function series(values: number | readonly (number | null)[], length: number): number[] {
  return Array.from({ length }, (_, t) => (typeof values === 'number' ? values : (values[t] ?? 0)))
}
