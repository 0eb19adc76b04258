import type { Limit } from '../model/plan-model.ts'

/** One number per period from what the model says; gaps get the second argument. */
export type Series = (values: Limit | undefined, otherwise: number) => Float64Array

/** One array per distinct constant, so that large instances stay small in memory; such arrays are never written to. */
export function seriesOf(length: number): Series {
  const known = new Map<number, Float64Array>()
  return (values, otherwise) => {
    if (typeof values === 'object' && values !== null) return Float64Array.from(values, (each) => each ?? otherwise)
    const constant = values ?? otherwise
    const before = known.get(constant)
    if (before) return before
    const made = new Float64Array(length).fill(constant)
    known.set(constant, made)
    return made
  }
}
