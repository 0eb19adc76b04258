import type { CallAccuracy } from '../schema.ts'

/** One past period: what was called on the day looked at, and what was closed in the end. */
export type Outcome = { startsOn: string; label: string; commitMinor: number; actualMinor: number }

type Measured = Pick<CallAccuracy, 'periods' | 'accuracy' | 'bias' | 'biasFrom' | 'biasTo' | 'verdict'>

/** Fewer periods than this say nothing of a habit. */
const FEWEST = 3

/**
 * Accuracy (1 - WAPE) and bias of one submitter's calls. The bias is a ratio of sums, its 95 % interval Student's t on the
 * residuals call - (1 + bias) x actual (Cochran, Sampling Techniques, 6.4).
 */
export function measure(outcomes: readonly Outcome[]): Measured {
  const n = outcomes.length
  const actual = sum(outcomes.map((each) => each.actualMinor))
  if (n === 0 || actual === 0)
    return { periods: n, accuracy: null, bias: null, biasFrom: null, biasTo: null, verdict: 'too few periods' }
  const apart = sum(outcomes.map((each) => Math.abs(each.actualMinor - each.commitMinor)))
  const size = sum(outcomes.map((each) => Math.abs(each.actualMinor)))
  const bias = sum(outcomes.map((each) => each.commitMinor - each.actualMinor)) / actual
  const accuracy = 1 - apart / size
  if (n < FEWEST) return { periods: n, accuracy, bias, biasFrom: null, biasTo: null, verdict: 'too few periods' }
  const half = studentT(n - 1) * standardError(outcomes, { bias, actual })
  const [biasFrom, biasTo] = [bias - half, bias + half]
  return { periods: n, accuracy, bias, biasFrom, biasTo, verdict: verdictOf(biasFrom, biasTo) }
}

function verdictOf(from: number, to: number): Measured['verdict'] {
  if (from > 0) return 'calls too high'
  if (to < 0) return 'calls too low'
  return 'no clear bias'
}

function standardError(outcomes: readonly Outcome[], { bias, actual }: { bias: number; actual: number }): number {
  const n = outcomes.length
  const residuals = outcomes.map((each) => each.commitMinor - (1 + bias) * each.actualMinor)
  return Math.sqrt((n * sum(residuals.map((each) => each * each))) / (n - 1)) / Math.abs(actual)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The 97.5 % quantile of Student's t (R: qt(0.975, 1:30)); beyond, the expansion of Abramowitz and Stegun 26.7.5. */
function studentT(degrees: number): number {
  const known = table[degrees - 1]
  if (known !== undefined) return known
  const z = 1.959963984540054
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
}

const table = [
  12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243, 2.3060041, 2.2621572, 2.2281389,
  2.2009852, 2.1788128, 2.1603687, 2.1447867, 2.1314495, 2.1199053, 2.1098156, 2.100922, 2.0930241, 2.0859634,
  2.0796138, 2.0738731, 2.0686576, 2.0638986, 2.0595386, 2.0555294, 2.0518305, 2.0484071, 2.0452296, 2.0422725,
]
