/** From period `at` on the year has another shape: earlier values times `factors` (by place in the season) take the new one. */
export type SeasonChange = {
  at: number
  factors: number[]
  /** How far out of line the change is, as a standard normal deviate. */
  strength: number
  /** The place in the season whose share of it changed most, and its shares before and since. */
  most: { place: number; before: number; since: number }
}

/** A change must be this unlikely by chance, also without the place that changed most: one odd month is no new season. */
const surely = 3.5
const alsoWithoutMost = 2.6
/** Smaller changes than this (root mean square of logarithms) are real at times, but move no forecast. */
const negligible = 0.1

/**
 * Finds whether the shape of the season changed: logarithms less level and drift, season by season counted from the end; the newest
 * ones against all before by an analysis of variance, whose F is made normal after Paulson (1942). At least three whole seasons above
 * zero. The new shape is shrunken towards the old one by what chance alone would have changed (James & Stein 1961).
 */
export function findSeasonChange(values: Float64Array, seasonLength: number): SeasonChange | null {
  const m = seasonLength
  const count = Math.floor(values.length / m)
  if (m < 2 || count < 3) return null
  const from = values.length - count * m
  const logs = values.subarray(from).map(Math.log)
  if (logs.some((value) => !Number.isFinite(value))) return null
  const seasons = shapesOf(logs, m)
  const splits = Array.from({ length: count - 1 }, (_, i) => compared(seasons, i + 1))
  const best = splits.reduce((a, b) => (b.strength > a.strength ? b : a))
  if (best.strength < surely || best.withoutMost < alsoWithoutMost || best.size < negligible) return null
  const shrunken = best.difference.map((each) => each * Math.max(0, 1 - 1 / best.f))
  const since = shares(best.old.map((index, place) => index + shrunken[place]!))
  const before = shares(best.old)
  const most = since.reduce(
    (at, share, place) => (away(share, before[place]!) > away(since[at]!, before[at]!) ? place : at),
    0,
  )
  const factors = new Array<number>(m)
  for (const [place, by] of shrunken.entries()) factors[(from + place) % m] = Math.exp(by)
  return {
    at: from + best.split * m,
    factors,
    strength: best.strength,
    most: { place: (from + most) % m, before: before[most]!, since: since[most]! },
  }
}

/** The values before the change with the shape that came after it; those after it as they are. */
export function withNewSeason(
  values: Float64Array,
  { at, factors }: Pick<SeasonChange, 'at' | 'factors'>,
): Float64Array {
  return values.map((value, t) => (t < at ? value * factors[t % factors.length]! : value))
}

/** Each season's logarithms less its mean and the drift of the whole, which is the median change from one season to the next. */
function shapesOf(logs: Float64Array, m: number): Float64Array[] {
  const steps = logs.subarray(m).map((value, t) => (value - logs[t]!) / m)
  const drift = steps.toSorted()[steps.length >> 1]!
  return Array.from({ length: logs.length / m }, (_, k) => {
    const season = logs.slice(k * m, (k + 1) * m).map((value, place) => value - drift * place)
    const mean = season.reduce((sum, value) => sum + value, 0) / m
    return season.map((value) => value - mean)
  })
}

type Compared = {
  split: number
  f: number
  strength: number
  withoutMost: number
  size: number
  old: number[]
  difference: number[]
}

/** The seasons from `split` on against those before. */
function compared(seasons: readonly Float64Array[], split: number): Compared {
  const m = seasons[0]!.length
  const [early, late] = [seasons.slice(0, split), seasons.slice(split)]
  const old = meanShape(early)
  const fresh = meanShape(late)
  const within = squaresAround(early, old) + squaresAround(late, fresh)
  const free = (m - 1) * (seasons.length - 2)
  // A rounding of a thousandth is no noise: without it a series without noise would find seasons in its rounding.
  const variance = Math.max(within / free, 1e-6) * (1 / early.length + 1 / late.length)
  const difference = fresh.map((index, place) => index - old[place]!)
  const squares = difference.map((each) => each * each)
  const total = squares.reduce((sum, each) => sum + each, 0)
  const f = total / (m - 1) / variance
  const rest = m > 2 ? (total - Math.max(...squares)) / (m - 2) / variance : f
  return {
    ...{ split, f, old, difference, size: Math.sqrt(total / m) },
    strength: normalOfF(f, m - 1, free),
    withoutMost: normalOfF(rest, Math.max(1, m - 2), free),
  }
}

function meanShape(seasons: readonly Float64Array[]): number[] {
  return Array.from(
    seasons[0]!,
    (_, place) => seasons.reduce((sum, season) => sum + season[place]!, 0) / seasons.length,
  )
}

function squaresAround(seasons: readonly Float64Array[], mean: readonly number[]): number {
  return seasons.reduce(
    (sum, season) => sum + season.reduce((all, value, place) => all + (value - mean[place]!) ** 2, 0),
    0,
  )
}

/** ((1 - 2/9b) F^(1/3) - (1 - 2/9a)) / sqrt(2/9b F^(2/3) + 2/9a), standard normal where F has a and b degrees of freedom. */
function normalOfF(f: number, a: number, b: number): number {
  const root = Math.cbrt(f)
  const [ofA, ofB] = [2 / (9 * a), 2 / (9 * b)]
  return ((1 - ofB) * root - (1 - ofA)) / Math.sqrt(ofB * root * root + ofA)
}

function shares(indices: readonly number[]): number[] {
  const sizes = indices.map(Math.exp)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size) => size / total)
}

function away(a: number, b: number): number {
  return Math.abs(Math.log(a / b))
}
