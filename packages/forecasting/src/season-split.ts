import type { Spread } from './contract.ts'
import { room } from './lending.ts'
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
export function adjust(split: SeasonSplit, time: number, value: number): number {
  const index = split.indices[time % split.indices.length]!
  return split.multiplied ? value / index : value - index
}

/** Values that begin at `time` with the season put back; `spread` marks widths, which an added season leaves alone. */
export function reseason(given: {
  split: SeasonSplit
  time: number
  values: Float64Array
  spread?: boolean
}): Float64Array {
  const { split, time, values, spread = false } = given
  const { indices, multiplied } = split
  if (spread && !multiplied) return values
  const out = room(values.length)
  let place = time % indices.length
  for (let h = 0; h < out.length; h++) {
    out[h] = multiplied ? values[h]! * indices[place]! : values[h]! + indices[place]!
    place = place + 1 === indices.length ? 0 : place + 1
  }
  return out
}

/** A spread that begins at `time` with the season put back. The arrays of one without a season are passed on. */
export function withSeason({ mean, deviation, logged }: Spread, split: SeasonSplit, time: number): Spread {
  if (split.indices.length === 1 && split.indices[0] === (split.multiplied ? 1 : 0)) return { mean, deviation, logged }
  return {
    mean: reseason({ split, time, values: mean }),
    deviation: logged ? deviation : reseason({ split, time, values: deviation, spread: true }),
    logged,
  }
}
