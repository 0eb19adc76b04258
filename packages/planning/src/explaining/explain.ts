import type { Highs } from 'highs'
import type { Plan } from '../model/plan.ts'
import type { Built } from '../program/layout.ts'
import { moneyBeyond } from '../program/never-prices.ts'
import { type Deadline, noDeadline } from '../solving/deadline.ts'
import type { Found } from '../solving/found.ts'
import type { Prices } from '../solving/prices.ts'
import { causesOf } from './causes.ts'
import type { Explanation } from './explanation.ts'
import { limitValues, openResolver, type Resolver } from './limit-values.ts'
import { summaryOf } from './summary.ts'
import { wordsIn } from './words.ts'

const late =
  'The time limit cut this explanation short: prices that could not be solved again hold for small steps only.'

/** Units that are late or lost although no rule binds: so many are asked about by solving again. */
const mostAsks = 20

/**
 * Traces what hurts to its causes, and prices every bottleneck. The first `resolve` limits, and as many units, are
 * priced by solving again; the rest by their duals (`by` says which).
 */
export function explainPlan(input: {
  highs: Highs
  plan: Plan
  prices: Prices
  resolve?: number
  deadline?: Deadline
  locale?: string | undefined
}): Explanation {
  const { highs, plan, prices, resolve = 60, deadline = noDeadline } = input
  const words = wordsIn(input.locale)
  const { built, found } = prices
  const { instance, layout } = built
  if (!found.rowPrices || !found.colPrices)
    return {
      summary: [{ says: 'This plan has no prices.', about: 'worth' }],
      causes: [],
      worth: [],
      hours: [],
      units: [],
    }
  const single = !instance.model.objectives?.some((each) => each === 'service' || each === 'smoothness')
  const soft = instance.points.some((each) => each.safety && each.safetyCost === undefined)
  const most = single && !soft ? resolve : 0
  const resolver = openResolver({ highs, built, found, deadline })
  try {
    const deliverable = deliverableBy({ built, found, resolver, asks: single && !soft ? mostAsks : 0 })
    const causes = causesOf({ plan, prices, words, deliverable })
    const worth = limitValues({ built, found, resolver, resolve: most })
    const hours = instance.capacities.map((capacity, c) => ({ resource: capacity.id, worth: worthOfHours(c) }))
    let left = most
    const units = [...new Set(instance.demand.map((each) => each.point))].map((p) => ({
      item: instance.points[p]!.item,
      site: instance.points[p]!.site,
      cost: instance.periods.map((_, t) => {
        const row = layout.balanceRow[p]! + t
        if (left-- <= 0 || resolver.late()) return found.rowPrices![row]! + 0
        const gained = resolver.gain({ on: 'row', index: row, direction: 0 })
        if (gained === undefined) return resolver.late() ? found.rowPrices![row]! + 0 : undefined
        return -gained + 0
      }),
    }))
    const happens = built.never !== undefined && moneyBeyond(built.never, found.values!) > 0
    const summary = summaryOf({ plan, built, causes, worth, hours, units, happens, words })
    if (!resolver.late()) return { summary, causes, worth, hours, units }
    return { summary: [...summary, { says: late, about: 'worth' }], causes, worth, hours, units, cutShort: true }

    function worthOfHours(c: number): number[] {
      const own = [`capacity of ${instance.capacities[c]!.id}`]
      return instance.periods.map((period, t) => {
        const known = worth.find((each) => own.includes(each.rule) && each.period === period)
        const free = layout.regular[c]! < 0 ? -found.rowPrices![layout.capacityRow[c]! + t]! : 0
        return (known?.worth ?? Math.max(0, free)) + 0
      })
    }
  } finally {
    resolver.close()
  }
}

/** Asks, a few times, whether one unit more of a demand row could be delivered in a period. */
function deliverableBy(given: { built: Built; found: Found; resolver: Resolver; asks: number }) {
  const { built, found, resolver } = given
  const { layout } = built
  let left = given.asks
  return (d: number, t: number): boolean | undefined => {
    if (left-- <= 0) return undefined
    const late = layout.backlog[d]! < 0 ? 0 : found.values![layout.backlog[d]! + t]!
    const column = late > 1e-6 ? layout.backlog[d]! + t : layout.lost[d]! + t
    return resolver.canLower(column, Math.min(1, found.values![column]!))
  }
}
