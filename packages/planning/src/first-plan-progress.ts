import { bestFound } from './construction/best-found.ts'
import type { PlanModel } from './model/plan-model.ts'
import { planOf, statusOf } from './plan-of.ts'
import type { Built } from './program/layout.ts'
import { objectiveOf } from './program/proof.ts'
import type { Clock } from './solving/deadline.ts'
import type { FirstWay, Progress } from './solving/progress.ts'

/** Shows the first plan of a solve, once, to whoever listens. */
export interface FirstPlanProgress {
  readonly show: (values: Float64Array, way: FirstWay) => void
  /** Says why there is none as yet. */
  readonly none: (says: string) => void
  /** What the search has found is the first plan where none was shown; undefined where nobody listens. */
  readonly found: ((values: Float64Array) => void) | undefined
}

/** A progress for one solve, whose seconds count from here; a plan that the checker finds fault with is not shown. */
export function firstPlanProgress(input: {
  model: PlanModel
  built: Built
  onProgress: ((progress: Progress) => void) | undefined
  now: Clock
}): FirstPlanProgress {
  const { model, built, onProgress, now } = input
  if (!onProgress) return { show: () => undefined, none: () => undefined, found: undefined }
  const begin = now()
  const seconds = () => now() - begin
  let shown = false
  return { show, none, found: (values) => show(values, 'found') }

  function show(values: Float64Array, way: FirstWay): void {
    if (shown) return
    const first = { values, objective: objectiveOf(built.program, values) }
    const found = bestFound({ built, first, found: undefined })
    const plan = planOf({ model, built, found, status: statusOf(found), relaxedRules: [] })
    if (plan.notes.length > 0) return
    shown = true
    const gap = Number.isFinite(found.gap) ? { gap: found.gap } : {}
    const { objective } = plan
    onProgress?.({ kind: 'first plan', phase: 'first plan', way, seconds: seconds(), objective, ...gap, plan })
  }

  function none(says: string): void {
    onProgress?.({ kind: 'no first plan', phase: 'first plan', seconds: seconds(), says })
  }
}
