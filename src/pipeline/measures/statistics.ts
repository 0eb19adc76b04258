/** Mean, quantiles and extremes of a list of numbers; null where the list is empty. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

/** The sum; exact for whole numbers below 2^53, and refused beyond. */
export function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  if (Math.abs(total) > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`A sum of ${total} is beyond exact whole numbers.`)
  return total
}

/** The quantile at a share, linear between the two values around it (type 7 of Hyndman and Fan, as R and spreadsheets). */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const place = (values.length - 1) * share
  const low = Math.floor(place)
  const [below, above] = ranked(values, low)
  return below + (above - below) * (place - low)
}

/** Days and other small whole numbers are counted instead of sorted. */
const COUNTED_RANGE = 20_000

/** The values at a rank and at the next one, of the values in order. */
function ranked(values: readonly number[], rank: number): [number, number] {
  const [least, most] = [smallest(values)!, largest(values)!]
  if (values.length < 500 || most - least > COUNTED_RANGE || !values.every(Number.isInteger)) {
    const sorted = Float64Array.from(values).sort()
    return [sorted[rank]!, sorted[Math.min(rank + 1, sorted.length - 1)]!]
  }
  const counts = new Int32Array(most - least + 1)
  for (const value of values) counts[value - least]!++
  let [seen, value] = [0, 0]
  const upTo = (goal: number) => {
    while (seen + counts[value]! <= goal) seen += counts[value++]!
    return least + value
  }
  return [upTo(rank), upTo(Math.min(rank + 1, values.length - 1))]
}

/** The largest value. */
export function largest(values: readonly number[]): number | null {
  if (values.length === 0) return null
  let most = values[0]!
  for (const value of values) if (value > most) most = value
  return most
}

/** The smallest value. */
export function smallest(values: readonly number[]): number | null {
  if (values.length === 0) return null
  let least = values[0]!
  for (const value of values) if (value < least) least = value
  return least
}

/** The sample standard deviation (n - 1); null for fewer than two values. */
export function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const middle = mean(values)!
  return Math.sqrt(values.reduce((total, value) => total + (value - middle) ** 2, 0) / (values.length - 1))
}
