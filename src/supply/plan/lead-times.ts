import type { PlanModel } from '@drumbeat/planning'
import { monthDays } from './horizon.ts'

/** More starts than this (ways to get an item, times periods) take long to solve with lead times in days. */
export const mostStartsInDays = 10_000

/** Why lead times of a plan are taken in whole months; null where they are kept in days. */
export function whyWholeMonths(model: PlanModel, { lots }: { lots: boolean }): 'lots' | 'size' | null {
  if (lots) return 'lots'
  const sent = (model.lanes ?? []).reduce((sum, { items }) => sum + (items?.length ?? model.items.length), 0)
  const ways = (model.recipes?.length ?? 0) + (model.purchases?.length ?? 0) + sent
  const periods = typeof model.periods === 'number' ? model.periods : model.periods.length
  return ways * periods > mostStartsInDays ? 'size' : null
}

/** The model with lead times in whole months, to the nearest: half a month and more is one. Pure. */
export function inWholeMonths(model: PlanModel): PlanModel {
  const months = ({ leadDays, ...row }: Lead) => ({
    ...row,
    ...(leadDays !== undefined && { leadTime: Math.round(leadDays / monthDays) }),
  })
  const rounded = <Row extends Lead & { changes?: readonly Lead[] }>(row: Row) =>
    ({ ...months(row), ...(row.changes && { changes: row.changes.map(months) }) }) as Row
  return {
    ...model,
    ...(model.recipes && { recipes: model.recipes.map(rounded) }),
    ...(model.purchases && { purchases: model.purchases.map(rounded) }),
    ...(model.lanes && { lanes: model.lanes.map(rounded) }),
  }
}

type Lead = { leadDays?: number; leadTime?: number }
