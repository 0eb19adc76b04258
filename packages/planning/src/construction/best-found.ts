import type { Built } from '../program/layout.ts'
import { boundOf } from '../program/proof.ts'
import type { Found } from '../solving/found.ts'
import { phasesOf } from '../solving/phases.ts'
import type { FirstPlan } from './first-plan.ts'
import { unitValues } from './unit-values.ts'
import { valuePrices } from './value-prices.ts'

/** The better of what the solver found and the first plan, with its proven gap. */
export type BestFound = Found

/**
 * Chooses: a search that ended without a plan, or with one dearer than the first, gives way to the first plan, whose gap is proven by the
 * better of two bounds: what the solver had proven when it stopped, and the values of units with capacity free of charge.
 * With several objectives in order no single gap says how good a plan is: it is then unknown (Infinity).
 */
export function bestFound(input: { built: Built; first: FirstPlan | undefined; found: Found | undefined }): BestFound {
  const { built, first, found } = input
  const phases = phasesOf(built.instance, built.program).length
  if (!first || found?.kind === 'optimal' || found?.kind === 'unbounded') return found!
  if (found?.values && (phases > 1 || found.objective <= first.objective)) return found
  const least = Number.NEGATIVE_INFINITY
  const bound = Math.max(found?.bound ?? least, first.bound ?? least, boundOf(built.program, valuesOf(built)))
  const gap = phases > 1 ? Number.POSITIVE_INFINITY : gapOf(first.objective, bound)
  return {
    kind: 'feasible',
    reason: `${found?.reason ?? 'found before the search'}; this is the first plan${Number.isFinite(gap) ? '' : ', its gap is unknown'}`,
    gap,
    values: first.values,
    objective: first.objective,
    rowPrices: undefined,
    colPrices: undefined,
    iterations: found?.iterations ?? 0,
  }
}

function valuesOf(built: Built): Float64Array {
  return valuePrices(built, unitValues(built))
}

/** Relative to the plan, as the solver states its own. */
export function gapOf(objective: number, bound: number): number {
  const lack = Math.max(0, objective - bound)
  return lack === 0 ? 0 : lack / Math.abs(objective)
}
