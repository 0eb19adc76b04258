import { companyOf } from '../building/company.ts'
import { wanted } from '../building/demand.ts'
import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { committed } from './committed.ts'
import { dice } from './dice.ts'

/** How uncertain the future is; shares, 0.2 = a standard deviation of 20 %. */
export interface Uncertainty {
  /** Standard deviation of demand as a share of it, for all items or by item. */
  readonly demand?: number | Readonly<Record<string, number>>
  /** Standard deviation of the hours of a resource that are really there. */
  readonly availability?: number
  /** Chance that a purchase or subcontract arrives one period late. */
  readonly supplierDelay?: number
  /** Share of demand served from stock that counts as good service; default 0.95. */
  readonly service?: number
}

export interface RiskRequest {
  readonly model: PlanModel
  readonly plan: Plan
  readonly samples: number
  readonly seed: number
  readonly uncertainty?: Uncertainty
  readonly onProgress?: (done: number) => void
}

/** What may become of a committed plan. */
export interface Risk {
  readonly samples: number
  readonly seed: number
  /** Per family: chance of meeting the service over the horizon, and the distribution of the share served in time. */
  readonly families: readonly { readonly family: string; readonly chanceOfService: number; readonly served: Spread }[]
  /** Per resource: chance that the plan's hours exceed those really there (overtime included), per period. */
  readonly resources: readonly { readonly resource: string; readonly chanceOfOverload: number[] }[]
  readonly cost: Spread
  readonly stock: readonly (Spread & { readonly period: string })[]
}

export interface Spread {
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/**
 * Plays sampled futures against the quantities the plan commits to. What is bought or subcontracted may come a period
 * late; what needs it is then made only as far as the parts suffice, and is not made up for. Demand is served from stock,
 * classes with the better priority first.
 */
export function riskOfPlan({ model, plan, samples, seed, uncertainty = {}, onProgress }: RiskRequest): Risk {
  const company = companyOf(model)
  const length = company.periods.length
  const { availability = 0.05, supplierDelay = 0.05, service = 0.95 } = uncertainty
  const families = new Map(
    model.items.map((row) => (typeof row === 'string' ? [row, row] : [row.id, row.family ?? row.id])),
  )
  const familyNames = [...new Set(company.demand.map((each) => families.get(company.points[each.point]!.item)!))]
  const familyOf = company.demand.map((each) => familyNames.indexOf(families.get(company.points[each.point]!.item)!))
  const spread = company.demand.map((each) => deviation(uncertainty.demand, company.points[each.point]!.item))
  const order = company.demand
    .map((_, d) => d)
    .sort((a, b) => company.demand[a]!.priority - company.demand[b]!.priority)
  const works = committed(company, plan)
  const fixedCost = plan.money.cost - plan.money.holding - plan.money.backlog - plan.money.lostSales
  const served = familyNames.map(() => new Float64Array(samples))
  const good = new Float64Array(familyNames.length)
  const costs = new Float64Array(samples)
  const stocks = company.periods.map(() => new Float64Array(samples))
  const overload = plan.resources.map(() => new Float64Array(length))
  const stock = new Float64Array(company.points.length)
  const backlog = new Float64Array(company.demand.length)
  for (let sample = 0; sample < samples; sample++) {
    costs[sample] = play(sample)
    if (sample % 100 === 99) onProgress?.(sample + 1)
  }
  return {
    samples,
    seed,
    families: familyNames.map((family, f) => ({
      family,
      chanceOfService: good[f]! / samples,
      served: spreadOf(served[f]!),
    })),
    resources: plan.resources.map((line, r) => ({
      resource: line.resource,
      chanceOfOverload: Array.from(overload[r]!, (each) => each / samples),
    })),
    cost: spreadOf(costs),
    stock: company.periods.map((period, t) => ({ period, ...spreadOf(stocks[t]!) })),
  }

  /** One future; returns its cost. */
  function play(sample: number): number {
    const { uniform, normal } = dice(seed * 1_000_003 + sample)
    const got = new Float64Array(familyNames.length)
    const asked = new Float64Array(familyNames.length)
    let cost = fixedCost
    company.points.forEach((point, p) => {
      stock[p] = point.opening
    })
    backlog.fill(0)
    works.reset()
    const late = () => uniform() < supplierDelay
    for (let t = 0; t < length; t++) {
      cost -= works.run(stock, t, late)
      for (const d of order) {
        const demand = company.demand[d]!
        const fresh = Math.max(0, wanted(demand, t) * (1 + spread[d]! * normal()))
        const open = fresh + backlog[d]!
        const sold = Math.min(open, Math.max(0, stock[demand.point]!))
        stock[demand.point]! -= sold
        const waits = demand.backlogCost ? open - sold : 0
        backlog[d] = waits
        cost += waits * (demand.backlogCost?.[t] ?? 0) + (open - sold - waits) * (demand.lostCost?.[t] ?? 0)
        asked[familyOf[d]!]! += fresh
        got[familyOf[d]!]! += Math.min(fresh, sold)
      }
      let total = 0
      for (let p = 0; p < stock.length; p++) {
        const there = Math.max(0, stock[p]!)
        total += there
        cost += there * company.points[p]!.holding[t]!
      }
      stocks[t]![sample] = total
      plan.resources.forEach((line, r) => {
        const there = line.available[t]! * (1 + availability * normal()) + (line.overtime?.[t] ?? 0)
        if (line.used[t]! > there + 1e-9) overload[r]![t]!++
      })
    }
    familyNames.forEach((_, f) => {
      const share = asked[f]! > 0 ? got[f]! / asked[f]! : 1
      served[f]![sample] = share
      if (share >= service) good[f]!++
    })
    return cost
  }
}

function deviation(demand: Uncertainty['demand'], item: string): number {
  if (demand === undefined) return 0.15
  return typeof demand === 'number' ? demand : (demand[item] ?? 0.15)
}

function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  let total = 0
  for (const value of values) total += value
  return { mean: total / values.length, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}
