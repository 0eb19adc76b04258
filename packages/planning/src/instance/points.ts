import { idOf } from '../model/naming.ts'
import type { PlanModel } from '../model/plan-model.ts'
import type { StockPoint } from './instance-parts.ts'
import type { Series } from './series.ts'

const infinity = Number.POSITIVE_INFINITY

/** Stock points, numbered in the order in which the rows of the model first speak of them. */
export interface Points {
  readonly list: StockPoint[]
  /** Answers the number of an item at a site, and adds the point if it is new. */
  readonly numberOf: (item: string, site: string | undefined) => number
}

/** Numbers the stock points of a model: those with a row of stock first, others as they are asked for. */
export function pointsOf(given: { model: PlanModel; series: Series; length: number; main: string }): Points {
  const { model, series, length, main } = given
  const list: StockPoint[] = []
  const numbers = new Map<string, number>()
  const volumes = new Map(model.items.map((row) => [idOf(row), typeof row === 'string' ? 0 : (row.volume ?? 0)]))
  const rows = new Map((model.stock ?? []).map((row, i) => [keyOf(row.item, row.site ?? main), { row, i }]))
  const arrivals = arrivalsOf(given)
  const none = new Float64Array(length)
  for (const { row } of rows.values()) numberOf(row.item, row.site)
  return { list, numberOf }

  function numberOf(item: string, site: string | undefined): number {
    const key = keyOf(item, site ?? main)
    const before = numbers.get(key)
    if (before !== undefined) return before
    const { row, i } = rows.get(key) ?? { row: undefined, i: -1 }
    list.push({
      item,
      site: site ?? main,
      path: row ? `stock[${i}]` : 'stock',
      volume: volumes.get(item) ?? 0,
      opening: row?.opening ?? 0,
      arrivals: arrivals.get(key) ?? none,
      holding: series(row?.holdingCost, 0),
      holdingOn: row?.holdingOn ?? 'end',
      ...limitsOf(row, series),
      safety: row?.safetyStock === undefined ? undefined : series(row.safetyStock, 0),
      safetyCost: row?.safetyStockCost,
      endValue: row?.endValue ?? 0,
      shelfLife: row?.shelfLife,
      disposalCost: row?.disposalCost,
    })
    numbers.set(key, list.length - 1)
    return list.length - 1
  }
}

/** Least and most stock per period; targets for the end tighten those of the last. */
function limitsOf(
  row: NonNullable<PlanModel['stock']>[number] | undefined,
  series: Series,
): { min: Float64Array; max: Float64Array } {
  const min = Float64Array.from(series(row?.min, 0))
  const max = Float64Array.from(series(row?.max, infinity))
  const end = typeof row?.endStock === 'number' ? { atLeast: row.endStock } : row?.endStock
  const last = min.length - 1
  min[last] = Math.max(min[last]!, end?.atLeast ?? 0, end?.exactly ?? 0)
  max[last] = Math.min(max[last]!, end?.atMost ?? infinity, end?.exactly ?? infinity)
  return { min, max }
}

/** Units under way by stock point and period; rows about the same point are added up. */
function arrivalsOf(given: { model: PlanModel; series: Series; length: number; main: string }) {
  const { model, series, length, main } = given
  const arrivals = new Map<string, Float64Array>()
  for (const row of model.arrivals ?? []) {
    const key = keyOf(row.item, row.site ?? main)
    const sum = arrivals.get(key) ?? new Float64Array(length)
    series(row.quantity, 0).forEach((each, t) => {
      sum[t] = sum[t]! + each
    })
    arrivals.set(key, sum)
  }
  return arrivals
}

function keyOf(item: string, site: string): string {
  return `${item}\u0000${site}`
}
