import { companyOf } from '../building/company.ts'
import type { Company } from '../building/company-parts.ts'
import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { committed } from './committed.ts'
import { dice } from './dice.ts'
import { futureMoney } from './future-money.ts'
import { servingOf } from './serving.ts'
import { demandFutures, share, type Uncertainty, uncertainParts } from './uncertainty.ts'

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
  /** Per resource and pool: chance that the plan's hours exceed those really there (its overtime and shifts included), per period. */
  readonly resources: readonly { readonly resource: string; readonly chanceOfOverload: number[] }[]
  readonly cost: Spread
  /** Revenue less cost; as everywhere, backlog that is left at the end earns nothing. */
  readonly margin: Spread
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
 * late; what needs it is then made only as far as the parts suffice, and is not made up for. Stock serves first what the plan
 * delivers, then what is open beyond that (see `servingOf`); what grows too old is thrown away. Without any uncertainty the
 * futures are the plan. Throws a `RangeError` for a plan of another model and for what is no distribution.
 */
export function riskOfPlan({ model, plan, samples, seed, uncertainty = {}, onProgress }: RiskRequest): Risk {
  const company = companyOf(model)
  const { points, demand, periods } = company
  checkRequest({ company, plan, samples, seed, uncertainty })
  const { availability = 0.05, supplierDelay = 0.05, service = 0.95 } = uncertainty
  const futures = demandFutures(company, uncertainty)
  const { names: familyNames, of: familyOf } = familiesOf(company)
  const works = committed(company, plan)
  const { serve } = servingOf(company, plan)
  const hours = hoursOf(company, plan)
  const money = futureMoney(company, plan)
  const served = familyNames.map(() => new Float64Array(samples))
  const good = new Float64Array(familyNames.length)
  const costs = new Float64Array(samples)
  const margins = new Float64Array(samples)
  const stocks = periods.map(() => new Float64Array(samples))
  const overload = hours.map(() => new Float64Array(periods.length))
  const stock = new Float64Array(points.length)
  const arrived = points.map(() => new Float64Array(periods.length))
  const [fresh, open, sold, backlog, lost] = Array.from({ length: 5 }, () => new Float64Array(demand.length)) as Five
  for (let sample = 0; sample < samples; sample++) {
    play(sample)
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
    resources: hours.map(({ resource }, r) => ({
      resource,
      chanceOfOverload: Array.from(overload[r]!, (each) => each / samples),
    })),
    cost: spreadOf(costs),
    margin: spreadOf(margins),
    stock: periods.map((period, t) => ({ period, ...spreadOf(stocks[t]!) })),
  }

  function play(sample: number): void {
    const luck = dice(seed * 1_000_003 + sample)
    const { uniform, normal } = luck
    const got = new Float64Array(familyNames.length)
    const asked = new Float64Array(familyNames.length)
    let { cost } = money.begin
    let revenue = 0
    points.forEach((point, p) => {
      stock[p] = point.opening
    })
    backlog.fill(0)
    works.reset()
    const late = () => uniform() < supplierDelay
    for (let t = 0; t < periods.length; t++) {
      cost -= works.run({ stock, period: t, late, arrived })
      futures.begin(t, luck)
      for (let d = 0; d < demand.length; d++) {
        fresh[d] = futures.fresh(d, t, luck)
        open[d] = fresh[d]! + backlog[d]!
      }
      serve({ stock, open, backlog, lost, sold, period: t })
      for (let d = 0; d < demand.length; d++) {
        asked[familyOf[d]!]! += fresh[d]!
        got[familyOf[d]!]! += Math.min(fresh[d]!, sold[d]!)
        revenue += demand[d]!.price[t]! * (fresh[d]! - lost[d]!)
      }
      cost += money.thrownAway({ stock, arrived, period: t })
      cost += money.ofPeriod({ stock, backlog, lost, period: t })
      let total = 0
      for (let p = 0; p < points.length; p++) total += Math.max(0, stock[p]!)
      stocks[t]![sample] = total
      hours.forEach(({ used, regular, extra }, r) => {
        const there = regular[t]! * (1 + availability * normal()) + extra[t]!
        if (used[t]! > there + 1e-6 * Math.max(1, there)) overload[r]![t]!++
      })
    }
    for (let d = 0; d < demand.length; d++) revenue -= demand[d]!.price.at(-1)! * backlog[d]!
    costs[sample] = cost
    margins[sample] = revenue - cost
    familyNames.forEach((_, f) => {
      const share = asked[f]! > 0 ? got[f]! / asked[f]! : 1
      served[f]![sample] = share
      if (share >= service - 1e-9) good[f]!++
    })
  }
}

type Five = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]

function checkRequest(given: {
  company: Company
  plan: Plan
  samples: number
  seed: number
  uncertainty: Uncertainty
}): void {
  const { company, plan, samples, seed, uncertainty } = given
  if (!(Number.isSafeInteger(samples) && samples > 0))
    throw new RangeError(`${samples} samples: give a whole number of at least 1.`)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`Seed ${seed}: give a whole number.`)
  for (const part of Object.keys(uncertainty))
    if (!uncertainParts.includes(part))
      throw new RangeError(`${part} is no part of an uncertainty: these are ${uncertainParts.join(', ')}.`)
  share('availability', uncertainty.availability ?? 0)
  share('supplierDelay', uncertainty.supplierDelay ?? 0, 1)
  share('service', uncertainty.service ?? 0, 1)
  const counts = [
    ['periods', plan.periods.length, company.periods.length],
    ['rows of demand', plan.demand.length, company.demand.length],
    ['rows of stock', plan.stock.length, company.points.length],
  ] as const
  for (const [what, has, wants] of counts)
    if (has !== wants)
      throw new RangeError(`The plan is not one of this model: it has ${has} ${what}, the model ${wants}.`)
}

function familiesOf({ model, demand, points }: Company): { names: string[]; of: number[] } {
  const families = new Map(
    model.items.map((row) => (typeof row === 'string' ? [row, row] : [row.id, row.family ?? row.id])),
  )
  const each = demand.map((row) => families.get(points[row.point]!.item)!)
  const names = [...new Set(each)]
  return { names, of: each.map((family) => names.indexOf(family)) }
}

/** The hours that a plan uses of each resource and pool, the regular ones that may fail, and those beyond them. */
function hoursOf({ capacities }: Company, plan: Plan) {
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

function spreadOf(values: Float64Array): Spread {
  const sorted = values.slice().sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  let total = 0
  for (const value of values) total += value
  return { mean: total / values.length, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}
