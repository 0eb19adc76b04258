/** The log odds of a demand, `level` now and `slope` a period on, and the covariance of the two (by the curvature). */
export interface Chance {
  readonly level: number
  readonly slope: number
  readonly covariance: readonly [level: number, both: number, slope: number]
}

/** How far from zero slopes are thought to be before the series is seen: 0.03 a period, 0.7 in two years of months. */
const usualSlope = 0.03

/** The most probable logistic line through the occurrences: Newton's method, with steps kept short. */
export function estimateChance(y: Float64Array): Chance {
  const n = y.length
  let [seen, demands] = [0, 0]
  for (const value of y) {
    if (Number.isNaN(value)) continue
    seen++
    if (value > 0) demands++
  }
  const share = (demands + 0.5) / (seen + 1)
  let level = Math.log(share / (1 - share))
  let slope = 0
  let covariance: Chance['covariance'] = [1, 0, usualSlope ** 2]
  for (let iteration = 0; iteration < 30; iteration++) {
    let byLevel = 0
    let bySlope = -slope / usualSlope ** 2
    let [a, b, c] = [1e-3, 0, 1 / usualSlope ** 2]
    for (let t = 0; t < n; t++) {
      if (Number.isNaN(y[t]!)) continue
      const x = t - n + 1
      const chance = 1 / (1 + Math.exp(-(level + slope * x)))
      const error = (y[t]! > 0 ? 1 : 0) - chance
      const weight = chance * (1 - chance) + 1e-4
      byLevel += error
      bySlope += error * x
      a += weight
      b += weight * x
      c += weight * x * x
    }
    const determinant = a * c - b * b
    covariance = [c / determinant, -b / determinant, a / determinant]
    const levelStep = covariance[0] * byLevel + covariance[1] * bySlope
    const slopeStep = covariance[1] * byLevel + covariance[2] * bySlope
    const size = Math.max(Math.abs(levelStep), Math.abs(slopeStep) * n)
    const part = size > 1 ? 1 / size : 1
    level += part * levelStep
    slope += part * slopeStep
    if (size < 1e-6) break
  }
  return { level, slope, covariance }
}

/** The chance of a demand `step` periods on. */
export function chanceAhead({ level, slope }: Chance, step: number): number {
  return 1 / (1 + Math.exp(-(level + slope * step)))
}

/** One period later: the line moves on, and one Newton step takes in whether there was a demand (undefined: not known). */
export function chanceAfter({ level, slope, covariance }: Chance, demand: boolean | undefined): Chance {
  const [a, b, c] = covariance
  const [la, lb] = [a + 2 * b + c, b + c]
  const moved = level + slope
  if (demand === undefined) return { level: moved, slope, covariance: [la, lb, c] }
  const chance = 1 / (1 + Math.exp(-moved))
  const gain = 1 / (1 / (chance * (1 - chance) + 1e-4) + la)
  const error = ((demand ? 1 : 0) - chance) * gain * (1 / (chance * (1 - chance) + 1e-4))
  return {
    level: moved + la * error,
    slope: slope + lb * error,
    covariance: [la - la * la * gain, lb - la * lb * gain, c - lb * lb * gain],
  }
}
