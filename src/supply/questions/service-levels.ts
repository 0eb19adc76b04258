import type { ExpectedItem } from '#demand/expected.sql.ts'
import { leadMonths as monthsOf } from '../plan/horizon.ts'
import type { Inputs, PlanItem } from '../plan/inputs.ts'
import { type ServiceLevel, safetyStockFor, serviceLadder } from '../plan/safety.ts'

/** What service takes of one item: stock by the error of its own forecast, beside what is stated. */
export type ItemService = {
  item: PlanItem
  leadMonths: number
  monthlyDemand: number
  deviation: number
  target: number
  safetyStock: number
  statedSafetyStock: number | null
  unitCost: number
  money: number
  /** What one more point of service costs in stock. */
  nextPoint: number
  ladder: ServiceLevel[]
}

/** The service of every item that demand is expected of; items without a forecast have no error to go by. */
export function serviceOf(inputs: Inputs): ItemService[] {
  const itemOf = new Map(inputs.items.map((item) => [item.id, item]))
  return inputs.expected.flatMap((expected) => {
    const item = itemOf.get(expected.itemId)
    return item && expected.mean.some((units) => units > 0) ? [itemService(inputs, { item, expected })] : []
  })
}

function itemService(inputs: Inputs, { item, expected }: { item: PlanItem; expected: ExpectedItem }): ItemService {
  const { policy, bought } = inputs
  const offered = bought.find(({ itemId, leadDays }) => itemId === item.id && leadDays !== null)?.leadDays
  const leadMonths = monthsOf(offered ?? item.leadDays ?? policy.buyLeadDays)
  const unitCost = item.cost && item.cost > 0 ? item.cost : (item.price ?? 0) * policy.costShare
  const target = item.serviceTarget ?? policy.serviceTarget
  const about = { expected, leadMonths }
  const { units, deviation } = safetyStockFor({ ...about, fillRate: target })
  const more = safetyStockFor({ ...about, fillRate: Math.min(0.9999, target + 0.01) }).units
  return {
    item,
    leadMonths,
    monthlyDemand: expected.mean.slice(0, 12).reduce((sum, each) => sum + each, 0) / Math.min(12, expected.mean.length),
    deviation,
    target,
    safetyStock: units,
    statedSafetyStock: item.safetyStock,
    unitCost,
    money: units * unitCost,
    nextPoint: (more - units) * unitCost,
    ladder: serviceLadder({ ...about, cost: unitCost, holdingRate: policy.holdingRate }),
  }
}

/** The ladder of a family: the money of its items at each level of service. */
export function familyLadders(services: readonly ItemService[]) {
  return [...Map.groupBy(services, ({ item }) => item.family)].map(([family, some]) => ({
    family,
    items: some.length,
    money: sum(some.map(({ money }) => money)),
    nextPoint: sum(some.map(({ nextPoint }) => nextPoint)),
    ladder: some[0]!.ladder.map(({ fillRate }, at) => ({
      fillRate,
      money: sum(some.map(({ ladder }) => ladder[at]!.money)),
      holdingPerYear: sum(some.map(({ ladder }) => ladder[at]!.holdingPerYear)),
    })),
  }))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
