import { idOf, laneId, periodNames, purchaseId, recipeId, siteNames, subcontractId } from '../model/naming.ts'
import type { ComponentRow, LotRule, PerPeriod, PlanModel, SetupRule } from '../model/plan-model.ts'
import { capacitiesOf } from './company-capacities.ts'
import type { Company, Demand, Rate, Source, StockPoint } from './company-parts.ts'
import { promotedDemand } from './promotions.ts'
import { seriesOf } from './series.ts'

const infinity = Number.POSITIVE_INFINITY

/** Fills in defaults and resolves names; the model must be valid. */
export function companyOf(model: PlanModel): Company {
  const periods = periodNames(model.periods)
  const length = periods.length
  const main = siteNames(model)[0]!
  const volumes = new Map(model.items.map((row) => [idOf(row), typeof row === 'string' ? 0 : (row.volume ?? 0)]))
  const series = seriesOf(length)
  const zero = new Float64Array(length)
  const rows = new Map((model.stock ?? []).map((row, i) => [`${row.item}\u0000${row.site ?? main}`, { row, i }]))
  const arrivals = new Map<string, Float64Array>()
  for (const row of model.arrivals ?? []) {
    const key = `${row.item}\u0000${row.site ?? main}`
    const sum = arrivals.get(key) ?? new Float64Array(length)
    series(row.quantity, 0).forEach((each, t) => {
      sum[t] = sum[t]! + each
    })
    arrivals.set(key, sum)
  }
  const points: StockPoint[] = []
  const pointOf = new Map<string, number>()
  const capacities = capacitiesOf(model, series)
  const capacityOf = new Map(capacities.map((each, i) => [each.id, i]))
  const lanes = (model.lanes ?? []).map((row, i) => ({
    id: laneId(row),
    path: `lanes[${i}]`,
    capacity: row.capacity === undefined ? undefined : series(row.capacity, infinity),
  }))
  for (const { row } of rows.values()) point(row.item, row.site)
  const demand = (model.demand ?? []).map((row, i): Demand => {
    const { quantity, price } = promotedDemand({
      model,
      row,
      periods,
      quantity: series(row.quantity, 0),
      price: series(row.price, 0),
    })
    const late = row.backlog ?? row.backlogCost !== undefined
    const lost = row.lost ?? row.lostSaleCost !== undefined
    const maxBacklog = Float64Array.from(series(row.maxBacklog, infinity))
    if (row.endBacklog !== undefined) maxBacklog[length - 1] = Math.min(maxBacklog[length - 1]!, row.endBacklog)
    return {
      point: point(row.item, row.site),
      class: row.class ?? 'all',
      path: `demand[${i}]`,
      quantity,
      price,
      priority: row.priority ?? infinity,
      backlogCost: late ? series(row.backlogCost, 0) : undefined,
      maxBacklog,
      openingBacklog: row.openingBacklog ?? 0,
      lostCost: lost ? series(row.lostSaleCost, 0) : undefined,
    }
  })
  const sources = [...makes(), ...subcontracts(), ...purchases(), ...shipments()]
  for (const key of arrivals.keys()) point(...(key.split('\u0000') as [string, string]))
  return { model, periods, points, sources, capacities, demand, lanes, rates: rates() }

  function point(item: string, site: string | undefined): number {
    const key = `${item}\u0000${site ?? main}`
    const before = pointOf.get(key)
    if (before !== undefined) return before
    const { row, i } = rows.get(key) ?? { row: undefined, i: -1 }
    const min = Float64Array.from(series(row?.min, 0))
    const max = Float64Array.from(series(row?.max, infinity))
    const end = typeof row?.endStock === 'number' ? { atLeast: row.endStock } : row?.endStock
    const last = length - 1
    min[last] = Math.max(min[last]!, end?.atLeast ?? 0, end?.exactly ?? 0)
    max[last] = Math.min(max[last]!, end?.atMost ?? infinity, end?.exactly ?? infinity)
    points.push({
      item,
      site: site ?? main,
      path: row ? `stock[${i}]` : 'stock',
      volume: volumes.get(item) ?? 0,
      opening: row?.opening ?? 0,
      arrivals: arrivals.get(key) ?? zero,
      holding: series(row?.holdingCost, 0),
      holdingOn: row?.holdingOn ?? 'end',
      min,
      max,
      safety: row?.safetyStock === undefined ? undefined : series(row.safetyStock, 0),
      safetyCost: row?.safetyStockCost,
      endValue: row?.endValue ?? 0,
      shelfLife: row?.shelfLife,
      disposalCost: row?.disposalCost,
    })
    pointOf.set(key, points.length - 1)
    return points.length - 1
  }

  function rates(): Rate[] {
    return (model.rates ?? []).map((row, i) => {
      const free = row.recipes === undefined && row.items === undefined
      const meant = sources.flatMap((each, s) =>
        each.kind === 'make' &&
        (free || row.recipes?.includes(each.id) || row.items?.includes(points[each.point]!.item))
          ? [s]
          : [],
      )
      return {
        path: `rates[${i}]`,
        name: row.id ?? row.recipes?.join(' and ') ?? row.items?.join(' and ') ?? 'all recipes',
        sources: meant,
        opening: row.opening,
        increaseCost: series(row.increaseCost, 0),
        decreaseCost: series(row.decreaseCost, 0),
        maxIncrease: series(row.maxIncrease, infinity),
        maxDecrease: series(row.maxDecrease, infinity),
      }
    })
  }

  function makes(): Source[] {
    return (model.recipes ?? []).map((row, i) => ({
      ...source({ ...row, setup: row.setup }),
      kind: 'make',
      id: recipeId(row),
      path: `recipes[${i}]`,
      point: point(row.item, row.site),
      uses: usesOf(row.components, row.site),
      hours: hoursOf(row.hours),
      yield: row.yield ?? 1,
    }))
  }

  function subcontracts(): Source[] {
    return (model.subcontract ?? []).map((row, i) => ({
      ...source(row),
      kind: 'subcontract',
      id: subcontractId(row),
      path: `subcontract[${i}]`,
      point: point(row.item, row.site),
      uses: usesOf(row.components, row.site),
    }))
  }

  function purchases(): Source[] {
    return (model.purchases ?? []).map((row, i) => ({
      ...source({ ...row, cost: row.price, setup: row.orderCost === undefined ? undefined : { cost: row.orderCost } }),
      kind: 'buy',
      id: purchaseId(row),
      path: `purchases[${i}]`,
      point: point(row.item, row.site),
    }))
  }

  function shipments(): Source[] {
    return (model.lanes ?? []).flatMap((row, lane) =>
      (row.items ?? model.items.map(idOf)).map(
        (item): Source => ({
          ...source(row),
          kind: 'ship',
          id: laneId(row),
          path: `lanes[${lane}]`,
          point: point(item, row.to),
          uses: [{ point: point(item, row.from), quantity: 1 }],
          lane,
        }),
      ),
    )
  }

  function source(row: {
    cost?: PerPeriod | undefined
    leadTime?: number | undefined
    min?: PerPeriod | undefined
    max?: PerPeriod | undefined
    setup?: SetupRule | undefined
    lot?: LotRule | undefined
    co2?: number | undefined
    commitment?: number | undefined
    maxTotal?: number | undefined
  }) {
    const needsSetup = row.setup !== undefined || (row.lot?.min ?? 0) > 0
    return {
      uses: [],
      hours: [],
      cost: series(row.cost, 0),
      leadTime: row.leadTime ?? 0,
      yield: 1,
      min: series(row.min, 0),
      max:
        row.lot?.max === undefined
          ? series(row.max, infinity)
          : series(row.max, infinity).map((each) => Math.min(each, row.lot!.max!)),
      setupCost: needsSetup ? series(row.setup?.cost, 0) : undefined,
      setupHours: hoursOf(row.setup?.hours),
      lot: row.lot ?? {},
      co2: row.co2 ?? 0,
      lane: -1,
      commitment: row.commitment ?? 0,
      maxTotal: row.maxTotal ?? infinity,
    }
  }

  function usesOf(components: readonly ComponentRow[] | undefined, site: string | undefined) {
    return (components ?? []).map((each) => ({ point: point(each.item, site), quantity: each.quantity }))
  }

  function hoursOf(hours: Readonly<Record<string, number>> | undefined) {
    const named = Object.entries(hours ?? {}).filter(([, each]) => each !== 0)
    return named.map(([id, each]) => ({ capacity: capacityOf.get(id)!, hours: each }))
  }
}
