import type { Program } from './program.ts'

/** Limits so many times larger than all other figures of a program cannot bind. */
const step = 1e6

/**
 * The program without limits so huge that they can only mean "no limit", as 1e13 units a month: the solver works to about nine digits and
 * would lose ordinary quantities beside them. Where a quantity is as large itself, the program stays as it is. The checker knows the limits.
 */
export function withoutHugeLimits(program: Program): Program {
  const { rowLower, rowUpper, colLower, colUpper } = program
  const huge = hugeFrom([rowLower, rowUpper, colLower, colUpper])
  if (huge === undefined) return program
  const asked = [...rowLower, ...colLower].some((each) => Number.isFinite(each) && Math.abs(each) >= huge)
  if (asked) return program
  const open = (limits: Float64Array) => limits.map((each) => (each >= huge ? Number.POSITIVE_INFINITY : each))
  return { ...program, rowUpper: open(rowUpper), colUpper: open(colUpper) }
}

/** The smallest figure above the first wide step; undefined where there is none. */
function hugeFrom(all: readonly Float64Array[]): number | undefined {
  let most = 0
  for (const values of all)
    for (const each of values) if (Number.isFinite(each) && Math.abs(each) > most) most = Math.abs(each)
  if (most < step) return undefined
  const sizes = new Set<number>()
  for (const values of all)
    for (const each of values) if (each !== 0 && Number.isFinite(each)) sizes.add(Math.abs(each))
  const sorted = [...sizes].sort((a, b) => a - b)
  for (let k = 1; k < sorted.length; k++) if (sorted[k]! > sorted[k - 1]! * step && sorted[k]! > step) return sorted[k]
  return undefined
}
