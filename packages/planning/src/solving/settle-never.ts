import type { Highs } from 'highs'
import type { Built } from '../program/layout.ts'
import { moneyBeyond, type NeverPrices } from '../program/never-prices.ts'
import { type Deadline, solverSeconds } from './deadline.ts'
import type { Found } from './found.ts'
import { modelData } from './highs.ts'
import { presolveOptions } from './solver-options.ts'

/**
 * Says whether a plan that is optimal at the prices that counted is optimal at those of the model, too. It is where nothing of "never"
 * happens; and where no plan has less of it: then any other plan costs more at both. Otherwise the plan stands with the gap that is left.
 */
export function settledNever(given: { highs: Highs; built: Built; found: Found; deadline: Deadline }): Found {
  const { highs, built, found, deadline } = given
  const { never } = built
  if (!never || found.kind !== 'optimal' || !found.values) return found
  const extra = never.columns.map((_, k) => never.said[k]! - never.counted[k]!)
  const here = moneyBeyond(never, found.values)
  const unit = extra.reduce((most, each) => Math.max(most, each), 0)
  if (here <= 1e-9 * unit) return found
  const least = leastOf({ highs, built, never, extra, deadline })
  if (least !== undefined && here - least <= 1e-7 * Math.max(unit, here)) return found
  const reason = 'prices that mean "never" could not be weighed against all others; write them smaller'
  const gap = least === undefined ? Number.POSITIVE_INFINITY : (here - least) / (here + Math.abs(found.objective))
  return { ...found, kind: 'feasible', reason, gap }
}

/** The least of "never" that any plan has, in money beyond what was counted. */
function leastOf(given: {
  highs: Highs
  built: Built
  never: NeverPrices
  extra: readonly number[]
  deadline: Deadline
}): number | undefined {
  const { highs, built, never, extra, deadline } = given
  const { program } = built
  const unit = extra.reduce((most, each) => Math.max(most, each), 0)
  const cost = new Float64Array(program.columns)
  never.columns.forEach((column, k) => {
    cost[column] = extra[k]! / unit
  })
  return highs.withModel(modelData({ ...program, cost, offset: 0 }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline), ...presolveOptions(program) })
    model.run()
    return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getObjectiveValue() * unit : undefined
  })
}
