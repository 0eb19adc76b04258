import { randomFrom } from '../numerics/random.ts'
import { sortedQuantile } from '../numerics/sorted-quantile.ts'
import { Refusal } from '../refusal.ts'

/** One series forecast twice; values in the same order, NaN actuals are left out. */
export interface ForecastPair {
  readonly actual: ArrayLike<number>
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  /** What errors are divided by for `scaled`, such as the in-sample error of the naive model; 1 by default. */
  readonly scale?: number
}

/** What is compared, and how often the series are drawn anew. */
export interface ComparisonRequest {
  readonly series: readonly ForecastPair[]
  /** `wape`: absolute errors of all series over all actuals (the default); `scaled`: the mean over series of mean absolute error over `scale`. */
  readonly measure?: 'wape' | 'scaled'
  /** 2,000 by default. */
  readonly draws?: number
  readonly seed?: number
  /** Of the interval, in per cent; 95 by default. */
  readonly level?: number
}

/** The measure of both, their difference (below zero A is better) with its interval, and the chance that A is better. */
export interface Comparison {
  readonly a: number
  readonly b: number
  readonly difference: number
  readonly lo: number
  readonly hi: number
  readonly chanceABetter: number
}

/**
 * Compares two forecasts of the same series by a paired bootstrap (Efron & Tibshirani 1993): whole series are drawn with
 * replacement, so that errors of one series, which go together, stay together. The interval is that of percentiles; the chance is
 * the share of draws in which A errs less, ties counted half. The same seed gives the same numbers.
 */
export function compareForecasts(request: ComparisonRequest): Comparison {
  const { series, measure = 'wape', draws = 2000, seed = 1, level = 95 } = request
  const rows = series.map((pair) => rowOf(pair, measure)).filter((row) => row !== undefined)
  if (rows.length === 0) {
    const message = 'There is no series with actuals to compare on. Give at least one.'
    throw new Refusal({ code: 'shape', value: series.length, message })
  }
  const whole = totalOf(rows, (i) => i)
  const random = randomFrom(seed)
  const differences = new Float64Array(draws)
  let better = 0
  for (let draw = 0; draw < draws; draw++) {
    const { a, b } = totalOf(rows, () => Math.floor(random.uniform() * rows.length))
    differences[draw] = a - b
    better += a < b ? 1 : a === b ? 0.5 : 0
  }
  const sorted = differences.filter((value) => !Number.isNaN(value)).sort()
  const at = (p: number) => (sorted.length === 0 ? Number.NaN : sortedQuantile(sorted, p))
  return {
    ...{ ...whole, difference: whole.a - whole.b },
    ...{ lo: at(0.5 - level / 200), hi: at(0.5 + level / 200), chanceABetter: better / draws },
  }
}

interface Row {
  readonly a: number
  readonly b: number
  readonly weight: number
}

function rowOf({ actual, a, b, scale = 1 }: ForecastPair, measure: 'wape' | 'scaled'): Row | undefined {
  let [errorA, errorB, size, count] = [0, 0, 0, 0]
  for (let i = 0; i < actual.length; i++) {
    if (Number.isNaN(actual[i]!)) continue
    errorA += Math.abs(actual[i]! - a[i]!)
    errorB += Math.abs(actual[i]! - b[i]!)
    size += Math.abs(actual[i]!)
    count++
  }
  if (count === 0) return undefined
  if (measure === 'wape') return { a: errorA, b: errorB, weight: size }
  return { a: errorA / count / scale, b: errorB / count / scale, weight: 1 }
}

function totalOf(rows: readonly Row[], place: (i: number) => number): { a: number; b: number } {
  let [a, b, weight] = [0, 0, 0]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[place(i)]!
    a += row.a
    b += row.b
    weight += row.weight
  }
  return { a: a / weight, b: b / weight }
}
