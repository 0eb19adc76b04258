import { interpolate } from '../treatment/missing.ts'

/** Season lengths that calendars bring: quarters, weeks of 5 and 7 days, months, hours, weeks of the year, hours of the week. */
const usual = [4, 5, 7, 12, 24, 52, 168]

/**
 * The season length of a series of which none is known, or 1. Looks at the changes from value to value, which trends do not
 * touch: their autocorrelation at the season's lag must be at least 0.3 and four standard errors, exceed that of both
 * neighbouring lags, and come from four seasons or more; of several the strongest, a shorter one within 0.1 of it first. Careful
 * rather than keen: of 2,000 series without a season fewer than 1 % are given one (see the test).
 */
export function detectSeason(y: Float64Array): number {
  const filled = interpolate(y)
  const changes = filled.subarray(1).map((value, t) => value - filled[t]!)
  const n = changes.length
  const mean = changes.reduce((sum, value) => sum + value / n, 0)
  const power = changes.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  if (!(power > 0)) return 1
  function correlation(lag: number): number {
    let sum = 0
    for (let t = lag; t < n; t++) sum += (changes[t]! - mean) * (changes[t - lag]! - mean)
    return sum / power
  }
  const error = 1 / Math.sqrt(n)
  const found = usual.flatMap((m) => {
    if (n < 4 * m) return []
    const strength = correlation(m)
    if (strength < Math.max(0.3, 4 * error)) return []
    const beside = Math.max(correlation(m - 1), correlation(m + 1))
    return strength > beside ? [{ m, strength }] : []
  })
  const strongest = found.reduce((most, { strength }) => Math.max(most, strength), 0)
  return found.find(({ strength }) => strength > strongest - 0.1)?.m ?? 1
}
