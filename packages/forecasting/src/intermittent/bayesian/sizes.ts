/** How quickly the size of a demand may change: its mean is smoothed with these constants, 0 being the plain mean. */
export const rates: readonly number[] = [0, 0.1, 0.3]

/** Sizes of demand seen, in the order they came, and by rate the mean and how well it foretold the next (a log likelihood). */
export interface Sizes {
  readonly seen: Float64Array
  readonly means: Float64Array
  readonly scores: Float64Array
}

/** No size seen yet. */
export const noSizes: Sizes = {
  seen: new Float64Array(0),
  means: new Float64Array(rates.length),
  scores: new Float64Array(rates.length),
}

/** The sizes of the demands of a series. */
export function sizesOf(y: Float64Array): Sizes {
  const seen = y.filter((value) => value > 0)
  const [means, scores] = [new Float64Array(rates.length), new Float64Array(rates.length)]
  for (let n = 0; n < seen.length; n++) takeIn({ means, scores, value: seen[n]!, before: n })
  return { seen, means, scores }
}

/** The same with one more. */
export function withSize({ seen, means, scores }: Sizes, value: number): Sizes {
  const next = { seen: new Float64Array(seen.length + 1), means: means.slice(), scores: scores.slice() }
  next.seen.set(seen)
  next.seen[seen.length] = value
  takeIn({ ...next, value, before: seen.length })
  return next
}

/** A mean is scored as that of an exponential distribution: the mean alone decides, whatever the sizes look like. */
function takeIn(given: { means: Float64Array; scores: Float64Array; value: number; before: number }): void {
  const { means, scores, value, before } = given
  for (let i = 0; i < rates.length; i++) {
    if (before > 0) scores[i]! -= Math.log(means[i]!) + value / means[i]!
    means[i]! += Math.max(rates[i]!, 1 / (before + 1)) * (value - means[i]!)
  }
}

/** Probabilities of the rates after what was seen, from those before (`prior`). */
export function ratesGiven({ scores }: Sizes, prior: readonly number[]): Float64Array {
  const best = scores.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY)
  const weights = scores.map((each, i) => prior[i]! * Math.exp(each - best))
  const total = weights.reduce((sum, each) => sum + each, 0)
  return weights.map((each) => each / total)
}

/** The sizes seen, sorted, with their probabilities and those summed up to each; `mean` is the mean of the next. */
export interface SizeLaw {
  readonly values: Float64Array
  readonly upTo: Float64Array
  readonly mean: number
  /** What all sizes are whole multiples of; undefined where there is no such thing. */
  readonly unit: number | undefined
}

/** The law of the next size: the later a size was seen the more it counts, as far as sizes have been changing. */
export function sizeLaw(sizes: Sizes, prior: readonly number[]): SizeLaw {
  const { seen, means } = sizes
  const shares = ratesGiven(sizes, prior)
  const weights = new Float64Array(seen.length)
  for (let i = 0; i < rates.length; i++) {
    let left = shares[i]!
    for (let n = seen.length - 1; n >= 0; n--) {
      const part = Math.max(rates[i]!, 1 / (n + 1))
      weights[n]! += left * part
      left *= 1 - part
    }
  }
  const order = Array.from(seen.keys()).sort((a, b) => seen[a]! - seen[b]!)
  let sum = 0
  const upTo = Float64Array.from(order, (n) => {
    sum += weights[n]!
    return sum
  })
  const mean = means.reduce((total, each, i) => total + each * shares[i]!, 0)
  return { values: Float64Array.from(order, (n) => seen[n]!), upTo, mean, unit: unitOf(seen) }
}

/** What all sizes are whole multiples of, but for rounding: packs of ten are counted in tens. */
function unitOf(seen: Float64Array): number | undefined {
  const largest = seen.reduce((most, value) => Math.max(most, value), 0)
  let unit = largest
  for (const value of seen) {
    unit = commonDivisor(unit, value, rounding * largest)
    if (unit < largest / countable) return undefined
  }
  return unit
}

/** A thousand units and more are as good as continuous. */
const countable = 1000
const rounding = 1e-9

/** Euclid's algorithm with the remainders of least absolute value, so that one just below a multiple counts as none. */
function commonDivisor(a: number, b: number, nothing: number): number {
  let [large, small] = [a, b]
  while (small > nothing) [large, small] = [small, Math.abs(large - small * Math.round(large / small))]
  return large
}

/** The weight of the exponential law of the same mean beside the sizes seen: as much as one of them. */
const unseen = 1

/**
 * The quantile of one period's demand: zero but for `chance`, else one of the sizes seen or, as if one more had been seen,
 * of an exponential law of the same mean (in whole units a geometric one), so that a few sizes are not taken for all there are.
 */
export function demandQuantile({ chance, law }: { chance: number; law: SizeLaw }, p: number): number {
  if (p <= 1 - chance) return 0
  const share = (p - (1 - chance)) / chance
  const own = law.values.length / (law.values.length + unseen)
  const below = (x: number) => own * seenUpTo(law, x) + (1 - own) * smoothUpTo(law, x)
  const size = law.unit ?? law.mean / 1e6
  let [low, high] = [0, 1]
  while (below(high * size) < share && high < 1e12) [low, high] = [high, 2 * high]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (below(middle * size) < share) low = middle
    else high = middle
  }
  return high * size
}

function seenUpTo({ values, upTo }: SizeLaw, x: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= x * (1 + 1e-9)) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : upTo[low - 1]!
}

function smoothUpTo({ mean, unit }: SizeLaw, x: number): number {
  if (unit === undefined) return -Math.expm1(-x / mean)
  const more = Math.max(0, 1 - unit / mean)
  return 1 - more ** Math.round(x / unit)
}
