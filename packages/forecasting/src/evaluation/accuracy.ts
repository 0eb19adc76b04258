/** A forecast against what happened: same length, steps in order; NaN actuals are left out everywhere. */
export interface Compared {
  readonly actual: ArrayLike<number>
  readonly forecast: ArrayLike<number>
}

/** Interval bounds against what happened. */
export interface ComparedInterval {
  readonly actual: ArrayLike<number>
  readonly lo: ArrayLike<number>
  readonly hi: ArrayLike<number>
}

/** Weighted absolute percentage error: sum |a - f| / sum |a|. NaN when nothing happened. */
export function wape({ actual, forecast }: Compared): number {
  return total(actual, (a, h) => Math.abs(a - forecast[h]!)) / total(actual, (a) => Math.abs(a))
}

/** Relative bias: sum (f - a) / sum a; above zero is over-forecasting. NaN when actuals sum to zero. */
export function bias({ actual, forecast }: Compared): number {
  const sum = total(actual, (a) => a)
  return sum === 0 ? Number.NaN : total(actual, (a, h) => forecast[h]! - a) / sum
}

/** Symmetric mean absolute percentage error, in per cent, 0 to 200; a step where both are zero counts as exact. */
export function smape({ actual, forecast }: Compared): number {
  const term = (a: number, f: number) => (a === f ? 0 : Math.abs(a - f) / (Math.abs(a) + Math.abs(f)))
  return (200 * total(actual, (a, h) => term(a, forecast[h]!))) / observed(actual)
}

/** Mean absolute error over the in-sample mean absolute error of the seasonal naive model. */
export function mase(given: Compared & { history: ArrayLike<number>; seasonLength: number }): number {
  const error = total(given.actual, (a, h) => Math.abs(a - given.forecast[h]!)) / observed(given.actual)
  return error / seasonalStep(given.history, given.seasonLength, Math.abs)
}

/** Root mean squared error over the in-sample root mean squared one-step error of the naive model. */
export function rmsse({ actual, forecast, history }: Compared & { history: ArrayLike<number> }): number {
  const error = total(actual, (a, h) => (a - forecast[h]!) ** 2) / observed(actual)
  return Math.sqrt(error / seasonalStep(history, 1, (step) => step * step))
}

/** The share of actuals inside their interval, 0 to 1. */
export function coverage({ actual, lo, hi }: ComparedInterval): number {
  return total(actual, (a, h) => (a >= lo[h]! && a <= hi[h]! ? 1 : 0)) / observed(actual)
}

/** Mean scaled interval score: width plus 2/(1 - level) times what falls outside, over the MASE scale. `level` in per cent. */
export function msis(
  given: ComparedInterval & { level: number; history: ArrayLike<number>; seasonLength: number },
): number {
  const { actual, lo, hi, level } = given
  const penalty = 2 / (1 - level / 100)
  const outside = (a: number, h: number) => Math.max(0, lo[h]! - a) + Math.max(0, a - hi[h]!)
  const score = total(actual, (a, h) => hi[h]! - lo[h]! + penalty * outside(a, h)) / observed(actual)
  return score / seasonalStep(given.history, given.seasonLength, Math.abs)
}

/** Overall weighted average of the M4 competition over a set of series: the mean of sMAPE and MASE, each over Naive2's. */
export function owa(given: {
  smape: ArrayLike<number>
  mase: ArrayLike<number>
  naive2Smape: ArrayLike<number>
  naive2Mase: ArrayLike<number>
}): number {
  const sum = (values: ArrayLike<number>) => total(values, (value) => value)
  return (sum(given.smape) / sum(given.naive2Smape) + sum(given.mase) / sum(given.naive2Mase)) / 2
}

/** Mean of `size(y[t] - y[t - m])` over the history. */
function seasonalStep(history: ArrayLike<number>, m: number, size: (step: number) => number): number {
  let sum = 0
  let count = 0
  for (let t = m; t < history.length; t++) {
    const step = history[t]! - history[t - m]!
    if (Number.isNaN(step)) continue
    sum += size(step)
    count++
  }
  return sum / count
}

function total(values: ArrayLike<number>, term: (value: number, step: number) => number): number {
  let sum = 0
  for (let h = 0; h < values.length; h++) if (!Number.isNaN(values[h]!)) sum += term(values[h]!, h)
  return sum
}

function observed(values: ArrayLike<number>): number {
  return total(values, () => 1)
}
