import type { Built } from '../../program/layout.ts'
import type { Program } from '../../program/program.ts'
import { type PlainLots, plainLots } from './plain-lots.ts'
import { smoothed } from './smoothing.ts'
import { wagnerWhitin } from './wagner-whitin.ts'

/** A plan of the whole program, and what no plan of it can be below (-Infinity where nothing is known). */
export interface PricedLots {
  readonly plan: { readonly values: Float64Array; readonly objective: number } | undefined
  readonly bound: number
}

const steps = 150
const plansEvery = 15
/** Share of the time that is left, where time is limited. */
const share = 0.35

/**
 * Lots by prices for hours (Lagrangean relaxation, subgradients after Held, Wolfe and Crowder 1974): each item alone is made in
 * its cheapest lots at these prices, which rise where hours lack; the lots of some steps are smoothed into a plan. Needs no
 * solver, so that large programs have a good plan and a bound before their relaxation is solved. Undefined where no item can
 * be looked at alone; `given` is a plan of the program, which keeps everything else as it is.
 */
export function pricedLots(input: {
  built: Built
  program: Program
  given: Float64Array
  secondsLeft: () => number
}): PricedLots | undefined {
  const { built, program, given, secondsLeft } = input
  const lots = plainLots(built, program, given)
  if (!lots) return undefined
  const { items, periods, limit, whole, planOf } = lots
  const end = (1 - share) * secondsLeft()
  const starts = items.map(() => new Float64Array(periods))
  const prices = limit.map(() => new Float64Array(periods))
  let plan: PricedLots['plan']
  let bound = Number.NEGATIVE_INFINITY
  let [step, vain] = [1, 0]
  for (let k = 0; k < steps; k++) {
    const last = k === steps - 1 || (Number.isFinite(end) && secondsLeft() < end)
    const value = cheapest(lots, prices, starts)
    if (value > bound) vain = 0
    else if (++vain >= 8) [step, vain] = [step / 2, 0]
    bound = Math.max(bound, value)
    if (k % plansEvery === 0 || last) offer()
    if (last) break
    const lack = limit.map(
      (each, c) =>
        each &&
        Float64Array.from(each, (hours, t) =>
          hours < Number.POSITIVE_INFINITY ? loadOf(lots, starts, c, t) - hours : 0,
        ),
    )
    let square = 0
    lack.forEach((each, c) => {
      each?.forEach((one, t) => {
        if (one > 0 || prices[c]![t]! > 0) square += one * one
      })
    })
    if (square < 1e-9) {
      offer()
      break
    }
    const target = plan ? costOf(lots, plan.values) : 1.1 * Math.abs(value) + 1
    const length = (step * Math.max(target - value, 1e-6 * Math.abs(value))) / square
    lack.forEach((each, c) => {
      each?.forEach((one, t) => {
        prices[c]![t] = Math.max(0, prices[c]![t]! + length * one)
      })
    })
  }
  const constant = plan ? plan.objective - costOf(lots, plan.values) : Number.NEGATIVE_INFINITY
  return {
    plan,
    bound: whole && Number.isFinite(constant) ? constant + bound - 1e-9 * Math.abs(bound) : Number.NEGATIVE_INFINITY,
  }

  function offer(): void {
    const tried = starts.map((each) => each.slice())
    if (!smoothed(lots!, tried)) return
    const found = planOf(tried)
    if (found && (!plan || found.objective < plan.objective)) plan = found
  }
}

/** Makes every item in its cheapest lots at the prices; what that costs, less the hours there are, bounds every plan. */
function cheapest({ items, periods, limit }: PlainLots, prices: Float64Array[], starts: Float64Array[]): number {
  let value = 0
  items.forEach(({ unit, setupCost, need, hours }, i) => {
    const [units, setups] = [unit.slice(), setupCost.slice()]
    for (const { capacity, hours: each, setupHours } of hours)
      for (let t = 0; t < periods; t++) {
        units[t]! += each * prices[capacity]![t]!
        setups[t]! += setupHours * prices[capacity]![t]!
      }
    value += wagnerWhitin({ unit: units, setup: setups, need, starts: starts[i]! })
  })
  limit.forEach((each, c) => {
    each?.forEach((hours, t) => {
      if (prices[c]![t]! > 0) value -= prices[c]![t]! * hours
    })
  })
  return value
}

function loadOf({ items }: PlainLots, starts: Float64Array[], c: number, t: number): number {
  let load = 0
  items.forEach(({ hours }, i) => {
    const quantity = starts[i]![t]!
    if (quantity > 0) for (const each of hours) if (each.capacity === c) load += each.hours * quantity + each.setupHours
  })
  return load
}

/** Money that the plain items cost in a plan. */
function costOf({ items, periods }: PlainLots, values: Float64Array): number {
  let cost = 0
  for (const { start, setup, unit, setupCost } of items)
    for (let t = 0; t < periods; t++) cost += unit[t]! * values[start + t]! + setupCost[t]! * values[setup + t]!
  return cost
}
