import { planFields } from '../model/plan-fields.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { checkLateAndLost } from './late-and-lost.ts'
import { checkLimits } from './limits.ts'
import { type Problem, problemList } from './problem.ts'
import { checkReachability } from './reachability.ts'
import { checkReferences } from './references.ts'
import { checkScale } from './scale.ts'
import { checkSense } from './sense.ts'
import { checkShape } from './shape.ts'

/** Either a model that can be solved, perhaps with warnings, or everything that is wrong with it. */
export type Validated =
  | { readonly kind: 'valid'; readonly model: PlanModel; readonly warnings: readonly Problem[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/** Looks at the whole input before any solve and reports all problems at once. */
export function validatePlanModel(input: unknown): Validated {
  const list = problemList()
  checkShape({ value: input, fields: planFields, periods: periodCount(input), list })
  if (list.hasErrors()) {
    // References are looked at too where the rows have the right form, so that one report holds everything.
    attempt(() => checkReferences(input as PlanModel, list))
    return { kind: 'invalid', problems: list.all() }
  }
  const model = input as PlanModel
  checkReferences(model, list)
  if (!list.hasErrors()) checkReachability(model, list)
  checkLimits(model, list)
  checkLateAndLost(model, list)
  checkSense(model, list)
  checkScale({ model, fields: planFields, list })
  if (list.hasErrors()) return { kind: 'invalid', problems: list.all() }
  return { kind: 'valid', model, warnings: list.all() }
}

function periodCount(input: unknown): number | undefined {
  const periods = (input as PlanModel | null)?.periods
  if (typeof periods === 'number') return Number.isInteger(periods) ? periods : undefined
  return Array.isArray(periods) ? periods.length : undefined
}

/** The input may have any form here; a failure only means that there is nothing more to say. */
function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}
