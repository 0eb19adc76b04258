import type { Highs } from 'highs'
import type { Plan } from '../model/plan.ts'
import type { Clock } from './deadline.ts'

/**
 * How the first plan came about: `constructed` without a solver; `repaired` from what was constructed, by the linear relaxation;
 * `found` as the first one of the search itself.
 */
export type FirstWay = 'constructed' | 'repaired' | 'found'

/**
 * What is described while a plan is sought: the first plan as soon as there is one, or, where none is at hand at once, why not; then how
 * far the solver is. Seconds of the first plan count from the begin of the solve, others from that of the phase; the gap is relative,
 * and absent while nothing is proven.
 */
export type Progress =
  | {
      readonly kind: 'first plan'
      readonly phase: 'first plan'
      readonly way: FirstWay
      readonly seconds: number
      readonly objective: number
      readonly gap?: number
      readonly plan: Plan
    }
  | {
      readonly kind: 'no first plan'
      readonly phase: 'first plan'
      readonly seconds: number
      readonly says: string
      readonly objective?: undefined
      readonly gap?: undefined
    }
  | {
      readonly kind: 'searching'
      readonly phase: string
      readonly seconds: number
      readonly iterations?: number
      readonly objective?: number
      readonly gap?: number
    }

/** Who listens to a search, and who may end it. */
export interface Listener {
  /** Described of columns that obey every rule as soon as the search has some, and of better ones. */
  readonly onPlan?: ((values: Float64Array) => void) | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Asked often while the solver works; true ends the search with the best plan so far. */
  readonly shouldStop?: (() => boolean) | undefined
}

/** Columns of the best plan that the solver has shown so far; they outlive a fault of the solver. */
export interface Incumbent {
  values?: Float64Array
  objective?: number
}

interface SolverEvent {
  readonly data: {
    readonly running_time?: number
    readonly simplex_iteration_count?: number
    readonly objective_function_value?: number
    readonly mip_gap?: number
    readonly mip_solution?: Float64Array
  }
}

const iterationsBetween = 500

/** The callbacks of the solver for one phase; undefined where nobody listens and nothing need be kept. */
export function callbacksFor(input: {
  highs: Highs
  phase: string
  integer: boolean
  listener: Listener
  incumbent: Incumbent
  now: Clock
}) {
  const { highs, phase, integer, listener, incumbent, now } = input
  const { onProgress, onPlan, shouldStop } = listener
  if (!onProgress && !shouldStop && !integer) return undefined
  const { simplexInterrupt, ipmInterrupt, mipInterrupt, mipLogging, mipImprovingSolution } =
    highs.constants.callbackType
  const ask = (event: SolverEvent & { interrupt: () => void }): undefined => {
    if (shouldStop?.()) event.interrupt()
  }
  const begin = now()
  let described = 0
  const askAndTell = (event: SolverEvent & { interrupt: () => void }): undefined => {
    const { simplex_iteration_count: iterations = 0 } = event.data
    if (!integer && iterations >= described) {
      tell(event)
      described = iterations + iterationsBetween
    }
    ask(event)
  }
  const keep = (event: SolverEvent): undefined => {
    const { mip_solution, objective_function_value } = event.data
    if (mip_solution) {
      incumbent.values = mip_solution
      onPlan?.(mip_solution)
    }
    if (objective_function_value !== undefined) incumbent.objective = objective_function_value
    tell(event)
  }
  return {
    [simplexInterrupt]: askAndTell,
    [ipmInterrupt]: ask,
    [mipInterrupt]: ask,
    [mipLogging]: tell,
    [mipImprovingSolution]: keep,
  }

  function tell({ data }: SolverEvent): undefined {
    const { running_time, simplex_iteration_count, objective_function_value, mip_gap } = data
    onProgress?.({
      kind: 'searching',
      phase,
      seconds: running_time ?? now() - begin,
      ...(integer || simplex_iteration_count === undefined ? {} : { iterations: simplex_iteration_count }),
      ...(integer && objective_function_value !== undefined ? { objective: objective_function_value } : {}),
      ...(mip_gap === undefined ? {} : { gap: mip_gap }),
    })
  }
}
