import { reach } from '../numerics/normal.ts'

/**
 * Standard deviations of coming steps that stay as they are from update to update: worked out once, up to the longest horizon
 * asked for, and shared by all later states of a model.
 */
export interface FixedDeviations {
  readonly work: (horizon: number) => Float64Array
  deviations: Float64Array
  readonly byLevel: Map<number, Shares>
}

/** Bounds of logarithms as shares of the mean: it lies `below` times the mean above the lower, `above` times below the upper. */
export interface Shares {
  readonly below: Float64Array
  readonly above: Float64Array
}

/** Widths by `work`, whose first steps must not depend on how many are asked for. */
export function fixedDeviations(work: (horizon: number) => Float64Array): FixedDeviations {
  return { work, deviations: new Float64Array(0), byLevel: new Map() }
}

/** The deviations of at least `horizon` steps; they are only read. */
export function deviationsOf(widths: FixedDeviations, horizon: number): Float64Array {
  if (widths.deviations.length < horizon) {
    widths.deviations = widths.work(horizon)
    widths.byLevel.clear()
  }
  return widths.deviations
}

/** What the bounds of a level in per cent are from the mean, for at least `horizon` steps; they are only read. */
export function sharesOf(widths: FixedDeviations, level: number, horizon: number): Shares {
  const deviations = deviationsOf(widths, horizon)
  const known = widths.byLevel.get(level)
  if (known) return known
  const z = reach(level)
  const found = {
    below: deviations.map((value) => -Math.expm1(-z * value)),
    above: deviations.map((value) => Math.expm1(z * value)),
  }
  if (widths.byLevel.size < 100) widths.byLevel.set(level, found)
  return found
}
