import type { Plan, PlanModel } from '@drumbeat/planning'
import { linesOf } from '../plan/lines.ts'
import { changedLines } from './shown.ts'

const unnamed = {
  itemIds: new Map<string, string>(),
  resourceIds: new Map<string, string>(),
  siteIds: new Map<string, string>(),
}
const itemParts = ['demand', 'production', 'purchases', 'subcontract', 'shipments', 'stock'] as const
type ItemRow = { item: string }

/**
 * Compares plans of one model with the first of them again and again: which lines moved. Only items and resources of which some figure moved
 * are summed into lines, so that a plan of a thousand items of which ten move costs what ten cost.
 */
export function lineWatcher({ model, plan }: { model: PlanModel; plan: Plan }) {
  const before = new Map(itemParts.map((part) => [part, new Map(keyed<ItemRow>(plan[part]))]))
  const hours = new Map(plan.resources.map((row) => [row.resource, row]))
  return (now: Plan) => {
    const items = new Set<string>()
    for (const part of itemParts) {
      const was = before.get(part)!
      for (const [key, row] of keyed<ItemRow>(now[part])) if (hasMoved(was.get(key), row)) items.add(row.item)
    }
    const moved = now.resources.filter((row) => hasMoved(hours.get(row.resource), row))
    const resources = new Set(moved.map(({ resource }) => resource))
    const lines = (of: Plan) =>
      linesOf({ model: only(model, items), plan: narrowed(of, { items, resources }) }, unnamed)
    return changedLines(lines(plan), lines(now))
  }
}

/** Rows by what they are of; several alike are told apart by their place. */
function keyed<Row extends ItemRow>(rows: readonly Row[]): [string, Row][] {
  return rows.map((row, at) => [`${at}/${row.item}`, row])
}

function hasMoved(before: object | undefined, after: object): boolean {
  if (!before) return true
  return Object.entries(after).some(([field, values]) => {
    const was = (before as Record<string, unknown>)[field]
    if (!Array.isArray(values)) return false
    return !Array.isArray(was) || values.some((value: number, t) => Math.abs(value - was[t]!) > 1e-7)
  })
}

function narrowed(plan: Plan, { items, resources }: { items: Set<string>; resources: Set<string> }): Plan {
  const ofItems = <Row extends ItemRow>(rows: readonly Row[]) => rows.filter(({ item }) => items.has(item))
  return {
    ...plan,
    demand: ofItems(plan.demand),
    production: ofItems(plan.production),
    purchases: ofItems(plan.purchases),
    subcontract: ofItems(plan.subcontract),
    shipments: ofItems(plan.shipments),
    stock: ofItems(plan.stock),
    resources: plan.resources.filter(({ resource }) => resources.has(resource)),
  }
}

function only(model: PlanModel, items: Set<string>): PlanModel {
  const { arrivals = [], stock = [] } = model
  return {
    ...model,
    arrivals: arrivals.filter(({ item }) => items.has(item)),
    stock: stock.filter(({ item }) => items.has(item)),
  }
}
