import type { Program } from '../program/program.ts'

/**
 * HiGHS 1.15.3 calls plans optimal that are not where its presolve substitutes columns that may be 0, 1, 2, … (pools of
 * whole workers with free releases: 1113 instead of 1042); such programs are presolved without that rule (bit 12).
 */
export function presolveOptions({ integers, integer, colUpper }: Program): Record<string, number> {
  const counts = integers > 0 && integer.some((each, j) => each === 1 && colUpper[j]! > 1)
  return counts ? { presolve_rule_off: 4096 } : {}
}

/** Powers of two that bring large quantities and large money near to one; HiGHS takes them back out of the result. */
export function scaleOptions(program: Program): Record<string, number> {
  const bound = largest([program.rowLower, program.rowUpper, program.colLower, program.colUpper])
  const cost = largest([program.cost])
  return {
    ...(bound > 1e6 ? { user_bound_scale: -Math.ceil(Math.log2(bound / 1e6)) } : {}),
    ...(cost > 1e5 ? { user_objective_scale: -Math.ceil(Math.log2(cost / 1e5)) } : {}),
  }
}

function largest(arrays: readonly Float64Array[]): number {
  let most = 0
  for (const array of arrays)
    for (const each of array) {
      const size = Math.abs(each)
      if (size > most && size < 1e19) most = size
    }
  return most
}
