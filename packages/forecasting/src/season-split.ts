import { isSeasonal, multiplicativeSeason, seasonalIndices } from './seasonality.ts'

/** A series without its season, and how to put the season back; index 0 belongs to the first value. */
export interface SeasonSplit {
  readonly adjusted: Float64Array
  readonly indices: Float64Array
  readonly multiplied: boolean
}

/** Takes the season out where the autocorrelation test finds one: by division for positive series, else by subtraction. */
export function splitSeason(y: Float64Array, m: number): SeasonSplit {
  const divided = multiplicativeSeason(y, m)
  if (divided) return { adjusted: y.map((value, t) => value / divided[t % m]!), indices: divided, multiplied: true }
  if (!isSeasonal(y, m)) return { adjusted: y, indices: new Float64Array([1]), multiplied: true }
  const indices = seasonalIndices(y, m, 'additive')
  return { adjusted: y.map((value, t) => value - indices[t % m]!), indices, multiplied: false }
}

/** Takes the season out of one value at `time`. */
export function adjust(split: SeasonSplit, time: number, value: number): number {
  const index = split.indices[time % split.indices.length]!
  return split.multiplied ? value / index : value - index
}

/** Puts the season back into means and deviations that begin at `time`, in place. */
export function reseason(split: SeasonSplit, time: number, mean: Float64Array, deviation: Float64Array): void {
  for (let h = 0; h < mean.length; h++) {
    const index = split.indices[(time + h) % split.indices.length]!
    if (split.multiplied) {
      mean[h]! *= index
      deviation[h]! *= index
    } else mean[h]! += index
  }
}
