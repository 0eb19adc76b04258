import type { Coming } from '../contract.ts'
import { dividingSeason, looksSeasonal, seasonalIndices } from './seasonality.ts'

/** A series without its season, and how to put the season back; index 0 belongs to the first value. */
export interface SeasonSplit {
  readonly adjusted: Float64Array
  readonly indices: Float64Array
  readonly multiplied: boolean
}

/** Takes the season out where one is found: by division for positive series, else by subtraction. */
export function splitSeason(y: Float64Array, m: number): SeasonSplit {
  if (!looksSeasonal(y, m)) return { adjusted: y, indices: new Float64Array([1]), multiplied: true }
  const divided = dividingSeason(y, m)
  if (divided) return { adjusted: y.map((value, t) => value / divided[t % m]!), indices: divided, multiplied: true }
  const indices = seasonalIndices(y, m, 'additive')
  return { adjusted: y.map((value, t) => value - indices[t % m]!), indices, multiplied: false }
}

/** Takes the season out of one value at `time`. */
export function adjust(split: Pick<SeasonSplit, 'indices' | 'multiplied'>, time: number, value: number): number {
  const index = split.indices[time % split.indices.length]!
  return split.multiplied ? value / index : value - index
}

/** Values that begin at `time` with the season put back, in a new array. */
export function reseason(given: { split: SeasonSplit; time: number; values: Float64Array }): Float64Array {
  const { split, time, values } = given
  const { indices, multiplied } = split
  const out = new Float64Array(values.length)
  let place = time % indices.length
  for (let h = 0; h < out.length; h++) {
    out[h] = multiplied ? values[h]! * indices[place]! : values[h]! + indices[place]!
    place = place + 1 === indices.length ? 0 : place + 1
  }
  return out
}

/** Puts the season back into what comes from `time` on, in place; an added season, and logarithms, leave widths alone. */
export function putBack(
  from: { split: Pick<SeasonSplit, 'indices' | 'multiplied'>; time: number; logged?: boolean },
  into: Coming,
): void {
  const { time, logged } = from
  const { indices, multiplied } = from.split
  const { horizon, mean, deviation } = into
  if (indices.length === 1 && indices[0] === (multiplied ? 1 : 0)) return
  let place = time % indices.length
  for (let h = 0; h < horizon; h++) {
    const index = indices[place]!
    if (multiplied) mean[h]! *= index
    else mean[h]! += index
    if (multiplied && !logged) deviation[h]! *= index
    place = place + 1 === indices.length ? 0 : place + 1
  }
}
