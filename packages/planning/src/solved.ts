import type { Highs } from 'highs'
import type { Conflict, Explanation } from './explaining/explanation.ts'
import type { Plan, PlanStatus } from './model/plan.ts'
import type { Clock } from './solving/deadline.ts'
import type { Prices } from './solving/prices.ts'
import type { SearchOptions } from './solving/search.ts'
import type { Strategy } from './strategies/strategy.ts'
import type { Problem } from './validation/problem.ts'

/** What a solve is told beside the model. */
export interface SolveOptions extends Omit<SearchOptions, 'onPlan' | 'deadline'> {
  /** Seconds for everything together: first plan, all objectives, least violation, explanation. */
  readonly timeLimit?: number | undefined
  /** What time limit and progress are measured by; the clock of the machine if left out. */
  readonly clock?: Clock | undefined
  readonly strategy?: Strategy | undefined
  /** A solver that is loaded already; otherwise the one of this thread. */
  readonly highs?: Highs | undefined
  /** Adds causes, prices and, without a feasible plan, a minimal conflict. */
  readonly explain?: boolean | undefined
  /** Whose figures the sentences are written in (BCP 47), such as de-DE; without it en-US. */
  readonly locale?: string | undefined
}

/** A plan, perhaps one that breaks rules and says so; or what is wrong with the input; or why there is no plan. */
export type Solved =
  | {
      readonly kind: 'plan'
      readonly plan: Plan
      readonly prices: Prices | undefined
      readonly explanation?: Explanation
      readonly conflict?: Conflict | undefined
      readonly warnings: readonly Problem[]
    }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'none'; readonly status: PlanStatus; readonly warnings: readonly Problem[] }
