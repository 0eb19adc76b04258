import { instanceOf } from '../instance/instance.ts'
import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { checkRequest } from './check-request.ts'
import { committed } from './committed.ts'
import { futureMoney } from './future-money.ts'
import { familiesOf, hoursOf } from './plan-parts.ts'
import { type Random, random } from './random.ts'
import { servingOf } from './serving.ts'
import { type Spread, spreadOf } from './spread.ts'
import { demandFutures, type Uncertainty } from './uncertainty.ts'

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

/** What one future adds to, and the scratch memory of the futures. */
interface Tally {
  /** By family: shares served in time, and how often that was good. */
  readonly served: readonly Float64Array[]
  readonly good: Float64Array
  readonly costs: Float64Array
  readonly margins: Float64Array
  /** By period. */
  readonly stocks: readonly Float64Array[]
  /** By resource or pool and period. */
  readonly overload: readonly Float64Array[]
}

/** A plan and its uncertain world, ready to be played again and again. */
interface World extends ReturnType<typeof worldOf> {}

/**
 * Plays sampled futures against the quantities the plan commits to. What is bought or subcontracted may come a period
 * late; what needs it is then made only as far as the parts suffice, and is not made up for. Stock serves first what the plan
 * delivers, then what is open beyond that (see `servingOf`); what grows too old is thrown away. Without any uncertainty the
 * futures are the plan. Throws a `RangeError` for a plan of another model and for what is no distribution.
 */
export function riskOfPlan({ model, plan, samples, seed, uncertainty = {}, onProgress }: RiskRequest): Risk {
  const instance = instanceOf(model)
  checkRequest({ instance, plan, samples, seed, uncertainty })
  const world = worldOf(instance, plan, uncertainty)
  const { families, hours } = world
  const tally: Tally = {
    served: families.names.map(() => new Float64Array(samples)),
    good: new Float64Array(families.names.length),
    costs: new Float64Array(samples),
    margins: new Float64Array(samples),
    stocks: instance.periods.map(() => new Float64Array(samples)),
    overload: hours.map(() => new Float64Array(instance.periods.length)),
  }
  for (let sample = 0; sample < samples; sample++) {
    play(world, tally, { sample, random: random(seed * 1_000_003 + sample) })
    if (sample % 100 === 99) onProgress?.(sample + 1)
  }
  const chances = (counts: Float64Array) => Array.from(counts, (each) => each / samples)
  return {
    samples,
    seed,
    families: families.names.map((family, f) => ({
      family,
      chanceOfService: tally.good[f]! / samples,
      served: spreadOf(tally.served[f]!),
    })),
    resources: hours.map(({ resource }, r) => ({ resource, chanceOfOverload: chances(tally.overload[r]!) })),
    cost: spreadOf(tally.costs),
    margin: spreadOf(tally.margins),
    stock: instance.periods.map((period, t) => ({ period, ...spreadOf(tally.stocks[t]!) })),
  }
}

function worldOf(instance: Instance, plan: Plan, uncertainty: Uncertainty) {
  const { points, demand, periods } = instance
  const { availability = 0.05, supplierDelay = 0.05, service = 0.95 } = uncertainty
  const rows = () => new Float64Array(demand.length)
  return {
    ...{ instance, availability, supplierDelay, service },
    futures: demandFutures(instance, uncertainty),
    families: familiesOf(instance),
    works: committed(instance, plan),
    serve: servingOf(instance, plan).serve,
    hours: hoursOf(instance, plan),
    money: futureMoney(instance, plan),
    stock: new Float64Array(points.length),
    arrived: points.map(() => new Float64Array(periods.length)),
    ...{ fresh: rows(), open: rows(), sold: rows(), backlog: rows(), lost: rows() },
  }
}

/** Plays one future period by period. */
function play(world: World, tally: Tally, { sample, random }: { sample: number; random: Random }): void {
  const { instance, families, works, money, stock, backlog, lost, arrived, supplierDelay } = world
  const { points, demand, periods } = instance
  const got = new Float64Array(families.names.length)
  const asked = new Float64Array(families.names.length)
  let { cost } = money.begin
  let revenue = 0
  points.forEach((point, p) => {
    stock[p] = point.opening
  })
  backlog.fill(0)
  works.reset()
  const late = () => random.uniform() < supplierDelay
  for (let t = 0; t < periods.length; t++) {
    cost -= works.run({ stock, period: t, late, arrived })
    serveDemand(world, t, random)
    for (let d = 0; d < demand.length; d++) {
      asked[families.of[d]!]! += world.fresh[d]!
      got[families.of[d]!]! += Math.min(world.fresh[d]!, world.sold[d]!)
      revenue += demand[d]!.price[t]! * (world.fresh[d]! - lost[d]!)
    }
    cost += money.thrownAway({ stock, arrived, period: t })
    cost += money.ofPeriod({ stock, backlog, lost, period: t })
    tally.stocks[t]![sample] = stockInAll(stock)
    countOverload(world, tally, t, random)
  }
  for (let d = 0; d < demand.length; d++) revenue -= demand[d]!.price.at(-1)! * backlog[d]!
  tally.costs[sample] = cost
  tally.margins[sample] = revenue - cost
  countService(world, tally, { sample, got, asked })
}

function serveDemand(world: World, t: number, random: Random): void {
  const { futures, fresh, open, backlog, lost, sold, stock, serve } = world
  futures.begin(t, random)
  for (let d = 0; d < fresh.length; d++) {
    fresh[d] = futures.fresh(d, t, random)
    open[d] = fresh[d]! + backlog[d]!
  }
  serve({ stock, open, backlog, lost, sold, period: t })
}

function stockInAll(stock: Float64Array): number {
  let total = 0
  for (let p = 0; p < stock.length; p++) total += Math.max(0, stock[p]!)
  return total
}

function countOverload({ hours, availability }: World, { overload }: Tally, t: number, { normal }: Random): void {
  hours.forEach(({ used, regular, extra }, r) => {
    const there = regular[t]! * (1 + availability * normal()) + extra[t]!
    if (used[t]! > there + 1e-6 * Math.max(1, there)) overload[r]![t]!++
  })
}

function countService(
  { families, service }: World,
  { served, good }: Tally,
  { sample, got, asked }: { sample: number; got: Float64Array; asked: Float64Array },
): void {
  families.names.forEach((_, f) => {
    const share = asked[f]! > 0 ? got[f]! / asked[f]! : 1
    served[f]![sample] = share
    if (share >= service - 1e-9) good[f]!++
  })
}
