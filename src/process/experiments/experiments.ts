import { normalQuantile } from '@drumbeat/forecasting'

/** What was measured of one arm: how many, their mean and variance. */
export type Arm = { n: number; mean: number; variance: number }

/** The least difference of two means that a test with that many per arm finds with that power. */
export function minimalDetectableEffect(given: {
  deviation: number
  perArm: number
  confidence: number
  power: number
}): number {
  const { deviation, perArm, confidence, power } = given
  return (normalQuantile(1 - (1 - confidence) / 2) + normalQuantile(power)) * deviation * Math.sqrt(2 / perArm)
}

/** How many per arm a test needs to find a difference with that power. */
export function neededPerArm(given: { deviation: number; effect: number; confidence: number; power: number }): number {
  const { deviation, effect, confidence, power } = given
  const sum = normalQuantile(1 - (1 - confidence) / 2) + normalQuantile(power)
  return Math.ceil(2 * ((sum * deviation) / effect) ** 2 - 1e-9)
}

/**
 * The difference of two means with an interval that holds at every look (a confidence sequence): the normal mixture of
 * Robbins, radius sqrt((v t + 1) / (t² v) x log((v t + 1) / alpha²)) x deviation for t pairs, where v is tuned to be tightest at `planned` in both arms together
 * pairs (Howard, Ramdas and others 2021; Waudby-Smith and others 2021). Asymptotic: null before both arms have ten.
 */
export function alwaysValid(given: {
  control: Arm
  treatment: Arm
  confidence: number
  planned: number
}): { difference: number; low: number; high: number } | null {
  const { control, treatment, confidence, planned } = given
  if (Math.min(control.n, treatment.n) < 10) return null
  const alpha = 1 - confidence
  const error = Math.sqrt(control.variance / control.n + treatment.variance / treatment.n)
  const t = (control.n * treatment.n) / (control.n + treatment.n)
  const tuned = (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / Math.max(1, planned / 4)
  const radius = error * Math.sqrt(((tuned * t + 1) / (tuned * t)) * Math.log((tuned * t + 1) / alpha ** 2))
  const difference = treatment.mean - control.mean
  return { difference, low: difference - radius, high: difference + radius }
}

/** What the interval says, in words. */
export function verdictOf(
  interval: { low: number; high: number } | null,
  isGoodUp: boolean,
): 'better' | 'worse' | 'not told apart yet' | 'too few to say' {
  if (!interval) return 'too few to say'
  if (interval.low > 0) return isGoodUp ? 'better' : 'worse'
  if (interval.high < 0) return isGoodUp ? 'worse' : 'better'
  return 'not told apart yet'
}

/** Difference in differences of four means: the change of the treated less that of the others; normal interval. */
export function differenceInDifferences(given: {
  treatedBefore: Arm
  treatedAfter: Arm
  otherBefore: Arm
  otherAfter: Arm
  confidence: number
}) {
  const { treatedBefore, treatedAfter, otherBefore, otherAfter, confidence } = given
  const effect = treatedAfter.mean - treatedBefore.mean - (otherAfter.mean - otherBefore.mean)
  const error = Math.sqrt(
    [treatedBefore, treatedAfter, otherBefore, otherAfter].reduce((sum, { n, variance }) => sum + variance / n, 0),
  )
  const radius = normalQuantile(1 - (1 - confidence) / 2) * error
  return { effect, standardError: error, low: effect - radius, high: effect + radius }
}

/** Number, mean and variance of values (n - 1 below the line). */
export function armOf(values: readonly number[]): Arm {
  const n = values.length
  const mean = values.reduce((sum, each) => sum + each, 0) / Math.max(1, n)
  const variance = n < 2 ? 0 : values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1)
  return { n, mean, variance }
}
