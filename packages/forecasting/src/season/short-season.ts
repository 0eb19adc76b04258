/** A line and seasonal indices found together; `left` is what each value has beside the line, `noise` the variance of its rest. */
export interface LineAndSeason {
  readonly indices: Float64Array
  readonly left: Float64Array
  readonly noise: number
  /** The F statistic of the indices as a standard normal number. */
  readonly score: number
}

/**
 * Season of a history of two to three seasons, where a centred moving average would lose half of what is known: least squares
 * of a line and an index for each place of the season.
 *
 *   y_t = a + b t + s_(t mod m) + e_t,  sum s = 0
 */
export function lineAndSeason(y: Float64Array, m: number): LineAndSeason {
  const n = y.length
  const placed = placeMeans(y, m)
  const slope = placed.slope
  let level = 0
  const indices = placed.means.map((mean, i) => mean - slope * placed.times[i]!)
  for (const index of indices) level += index / m
  for (let i = 0; i < m; i++) indices[i]! -= level
  const left = y.map((value, t) => value - level - slope * t)
  let rest = 0
  for (let t = 0; t < n; t++) rest += (left[t]! - indices[t % m]!) ** 2
  const degrees = n - m - 1
  const explained = Math.max(0, squaresBesideLine(y) - rest)
  return { indices, left, noise: rest / degrees, score: fScore(explained, m - 1, rest, degrees) }
}

/** Mean value and mean time of each place, and the slope that all places share. */
function placeMeans(y: Float64Array, m: number) {
  const n = y.length
  const [means, times, counts] = [new Float64Array(m), new Float64Array(m), new Float64Array(m)]
  for (let t = 0; t < n; t++) {
    means[t % m]! += y[t]!
    times[t % m]! += t
    counts[t % m]!++
  }
  for (let i = 0; i < m; i++) {
    means[i]! /= counts[i]!
    times[i]! /= counts[i]!
  }
  let [moment, power] = [0, 0]
  for (let t = 0; t < n; t++) {
    const apart = t - times[t % m]!
    moment += apart * (y[t]! - means[t % m]!)
    power += apart * apart
  }
  return { means, times, slope: moment / power }
}

/** The sum of squares that a line without a season leaves. */
function squaresBesideLine(y: Float64Array): number {
  const n = y.length
  const middle = (n - 1) / 2
  let mean = 0
  for (let t = 0; t < n; t++) mean += y[t]! / n
  let [moment, power, squares] = [0, 0, 0]
  for (let t = 0; t < n; t++) {
    moment += (t - middle) * (y[t]! - mean)
    power += (t - middle) ** 2
    squares += (y[t]! - mean) ** 2
  }
  return squares - (moment * moment) / power
}

/** An F statistic as a standard normal number (Paulson's approximation). */
export function fScore(explained: number, above: number, rest: number, below: number): number {
  if (!(rest > 0)) return explained > 0 ? Number.POSITIVE_INFINITY : 0
  const root = Math.cbrt(explained / above / (rest / below))
  const [a, b] = [2 / (9 * above), 2 / (9 * below)]
  return ((1 - b) * root - (1 - a)) / Math.sqrt(a + b * root * root)
}
