import { laneId, periodNames, siteNames } from '../model/naming.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { capacitiesOf } from './capacities.ts'
import { demandOf } from './demand.ts'
import type { Instance, Rate, Source, StockPoint } from './instance-parts.ts'
import { pointsOf } from './points.ts'
import { sequencesOf } from './sequences.ts'
import { type Series, seriesOf } from './series.ts'
import { sourcesOf } from './sources.ts'

const infinity = Number.POSITIVE_INFINITY

/** Resolves a valid model: every default filled in, every name replaced by a number. */
export function instanceOf(model: PlanModel): Instance {
  const periods = periodNames(model.periods)
  const main = siteNames(model)[0]!
  const series = seriesOf(periods.length)
  const points = pointsOf({ model, series, length: periods.length, main })
  const capacities = capacitiesOf(model, series)
  const demand = demandOf({ model, series, points, periods })
  const { sources, sequences } = sequencesOf({
    ...{ model, series, capacities },
    sources: sourcesOf({ model, series, points, capacities }),
  })
  for (const row of model.arrivals ?? []) points.numberOf(row.item, row.site)
  const lanes = (model.lanes ?? []).map((row, i) => ({
    id: laneId(row),
    path: `lanes[${i}]`,
    capacity: row.capacity === undefined ? undefined : series(row.capacity, infinity),
  }))
  const rates = ratesOf({ model, series, sources, points: points.list })
  return { model, periods, points: points.list, sources, capacities, demand, lanes, rates, sequences }
}

/** Resolves which recipes each rate adds up, and its limits. */
function ratesOf(given: {
  model: PlanModel
  series: Series
  sources: readonly Source[]
  points: readonly StockPoint[]
}): Rate[] {
  const { model, series, sources, points } = given
  return (model.rates ?? []).map((row, i) => {
    const free = row.recipes === undefined && row.items === undefined
    const meant = sources.flatMap((each, s) =>
      each.kind === 'make' && (free || row.recipes?.includes(each.id) || row.items?.includes(points[each.point]!.item))
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
