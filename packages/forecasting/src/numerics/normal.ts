/** The distribution function of the standard normal distribution. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2)
}

/** The quantile of the standard normal distribution at probability `p`, to about 1e-15 (Acklam's start, one Halley step). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`Probability ${p} is not between 0 and 1.`)
  const start = rationalStart(p)
  const error = (normalCdf(start) - p) * Math.sqrt(2 * Math.PI) * Math.exp((start * start) / 2)
  return start - error / (1 + (start * error) / 2)
}

/** How many standard deviations a central interval of `level` per cent reaches on each side. */
export function reach(level: number): number {
  const known = reaches.get(level)
  if (known !== undefined) return known
  const found = normalQuantile(0.5 + level / 200)
  if (reaches.size < 1000) reaches.set(level, found)
  return found
}

/** Levels repeat in every forecast, and a quantile costs more than the rest of one. */
const reaches = new Map<number, number>()

/** Student's t counterpart of `reach`, by the Cornish-Fisher expansion in 1/degrees (Abramowitz & Stegun 26.7.5). */
export function reachT(level: number, degrees: number): number {
  const z = reach(level)
  const v = Math.max(3, degrees)
  const z2 = z * z
  const g1 = (z * (z2 + 1)) / 4
  const g2 = (z * ((5 * z2 + 16) * z2 + 3)) / 96
  const g3 = (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384
  return z + g1 / v + g2 / (v * v) + g3 / (v * v * v)
}

/** Acklam's rational approximation of the normal quantile, relative error below 1.2e-9. */
function rationalStart(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ]
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ]
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(c, q) / polynomial(d, q)
  }
  if (p > 1 - 0.02425) return -rationalStart(1 - p)
  const q = p - 0.5
  const r = q * q
  return (polynomial(a, r) * q) / polynomial(b, r)
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/** The complementary error function: its series near zero, its continued fraction in the tail. */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2) return 1 - erfSeries(x)
  let fraction = 0
  for (let k = 60; k >= 1; k--) fraction = k / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}

function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let k = 1; Math.abs(term) > 1e-17 * sum; k++) {
    term *= (-x * x) / k
    sum += term / (2 * k + 1)
    if (k > 200 || sum === 0) break
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}
