import type { Values } from '../contract.ts'
import { readPattern } from '../intermittent/pattern.ts'
import { fewest } from './choices.ts'
import { beginsAt, inactiveFor } from './inactive.ts'

/**
 * Whether a series is one that intermittent series teach and that teaches them: demand that comes now and then, or no longer. Give
 * such series to `learnPrior`, and to `auto` what was learned.
 */
export function learnsFromOthers(series: Values): boolean {
  const whole = Float64Array.from(series)
  const y = whole.subarray(beginsAt(whole))
  let [observed, demands] = [0, 0]
  for (const value of y) {
    if (value < 0) return false
    if (!Number.isNaN(value)) observed++
    if (value > 0) demands++
  }
  if (observed < fewest || demands < 2) return false
  const { pattern } = readPattern(y)
  return pattern === 'intermittent' || pattern === 'lumpy' || (pattern !== 'constant' && inactiveFor(y) > 0)
}
