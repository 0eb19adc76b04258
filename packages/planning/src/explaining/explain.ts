import type { Highs } from 'highs'
import type { Plan } from '../model/plan.ts'
import type { Prices } from '../solve-plan.ts'
import { type Deadline, noDeadline } from '../solving/deadline.ts'
import { type Cause, causesOf } from './causes.ts'
import { summaryOf } from './summary.ts'
import { openResolver, type Worth, worthOfLimits } from './worth.ts'

export type { Cause } from './causes.ts'

/** The plan in planners' words. */
export interface Explanation {
  /** In sentences: what the plan costs and does, what hurts and why, what one more of everything scarce is worth. */
  readonly summary: readonly string[]
  readonly causes: readonly Cause[]
  /** What one more (less) of each binding limit is worth, dearest first. */
  readonly worth: readonly Worth[]
  /** What one more regular hour is worth, per resource or pool and period; it comes without a wage. */
  readonly hours: readonly { readonly resource: string; readonly worth: number[] }[]
  /** What it would cost to deliver one more unit, per item and period; `undefined` where it cannot be done. */
  readonly units: readonly { readonly item: string; readonly site: string; readonly cost: (number | undefined)[] }[]
  /** Only there where the time limit came first: what was not solved again by then is priced by the duals. */
  readonly cutShort?: true
}

const late =
  'The time limit cut this explanation short: prices that could not be solved again hold for small steps only.'

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
}): Explanation {
  const { highs, plan, prices, resolve = 60, deadline = noDeadline } = input
  const { built, found } = prices
  const { company, layout } = built
  if (!found.rowPrices || !found.colPrices)
    return { summary: ['This plan has no prices.'], causes: [], worth: [], hours: [], units: [] }
  const causes = causesOf(plan, prices)
  const single = !company.model.objectives?.some((each) => each === 'service' || each === 'smoothness')
  const soft = company.points.some((each) => each.safety && each.safetyCost === undefined)
  const most = single && !soft ? resolve : 0
  const resolver = openResolver({ highs, built, found, deadline })
  try {
    const worth = worthOfLimits({ built, found, resolver, resolve: most })
    const hours = company.capacities.map((capacity, c) => ({ resource: capacity.id, worth: worthOfHours(c) }))
    let left = most
    const units = [...new Set(company.demand.map((each) => each.point))].map((p) => ({
      item: company.points[p]!.item,
      site: company.points[p]!.site,
      cost: company.periods.map((_, t) => {
        const row = layout.balanceRow[p]! + t
        if (left-- <= 0 || resolver.late()) return found.rowPrices![row]! + 0
        const gained = resolver.gain({ on: 'row', index: row, direction: 0 })
        if (gained === undefined) return resolver.late() ? found.rowPrices![row]! + 0 : undefined
        return -gained + 0
      }),
    }))
    const summary = summaryOf({ plan, built, causes, worth, hours, units })
    if (!resolver.late()) return { summary, causes, worth, hours, units }
    return { summary: [...summary, late], causes, worth, hours, units, cutShort: true }

    function worthOfHours(c: number): number[] {
      const own = [`capacity of ${company.capacities[c]!.id}`]
      return company.periods.map((period, t) => {
        const known = worth.find((each) => own.includes(each.rule) && each.period === period)
        const free = layout.regular[c]! < 0 ? -found.rowPrices![layout.capacityRow[c]! + t]! : 0
        return (known?.worth ?? Math.max(0, free)) + 0
      })
    }
  } finally {
    resolver.close()
  }
}
