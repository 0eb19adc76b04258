import { meanSize } from '../numerics/scale.ts'
import type { SeasonSplit } from './season-split.ts'
import { besideTrend, bestFade } from './shrunken-season.ts'

/**
 * The season of `shrunkenSeason` as it moves with every value: what a new value says of the place half a season back is folded in,
 * so that indices stay those of a decomposition of all values (the choice of the fade stays). O(season) an update.
 */
export interface AdaptiveSeason {
  readonly multiplied: boolean
  readonly indices: Float64Array
  /** What indices are made of; worked out when the first value comes. */
  ledger: Ledger | undefined
  /** The values it was found in, until the ledger is made. */
  readonly y: Float64Array
}

interface Ledger {
  readonly fade: number
  readonly scale: number
  /** The last season and one value, in logarithms where the season multiplies, at `time % (m + 1)`. */
  readonly ring: number[]
  /** For each place five numbers: faded sum, faded weight, sum of squared weights, plain sum, and number of what the trend leaves. */
  readonly places: number[]
  squares: number
  noise: number
  readonly indices: number[]
}

const columns = 5

/** The season of a split of `y`, which has no missing values; one index says that there is none. */
export function adaptiveSeason(split: SeasonSplit, y: Float64Array): AdaptiveSeason {
  return { multiplied: split.multiplied, indices: split.indices, ledger: undefined, y }
}

/** The same, to be moved on its own. */
export function copySeason(season: AdaptiveSeason): AdaptiveSeason {
  const { multiplied, indices, y } = season
  if (indices.length === 1) return season
  season.ledger ??= begunLedger(season)
  const { fade, scale, ring, places, squares, noise, indices: plain } = season.ledger
  const ledger = { fade, scale, squares, noise, ring: ring.slice(), places: places.slice(), indices: plain.slice() }
  return { multiplied, indices: indices.slice(), y, ledger }
}

/** Takes the value at `time`; where it is missing, or has no logarithm, it is as the last one was, season apart. */
export function takeSeason(season: AdaptiveSeason, time: number, value: number): void {
  const { indices, ledger, multiplied } = season
  const m = indices.length
  if (!ledger) return
  const { ring, scale } = ledger
  const size = m + 1
  const usual = ring[(time - 1) % size]! + ledger.indices[time % m]! - ledger.indices[(time - 1) % m]!
  const seen = multiplied ? Math.log(value / scale) : value
  ring[time % size] = Number.isFinite(seen) ? (multiplied ? Math.max(usual - farthest, seen) : seen) : usual
  const half = m >> 1
  let sum = 0
  for (let i = 0; i < 2 * half + 1; i++) sum += ring[(time - i) % size]!
  const ends = m % 2 === 0 ? (ring[time % size]! + ring[(time - 2 * half) % size]!) / 2 : 0
  fold(ledger, (time - half) % m, ring[(time - half) % size]! - (sum - ends) / m)
  settle(ledger, m)
  for (let i = 0; i < m; i++) indices[i] = multiplied ? Math.exp(ledger.indices[i]!) : ledger.indices[i]!
}

/** A logarithm counts as falling by no more than a hundredfold. */
const farthest = Math.log(100)

function begunLedger({ y, indices, multiplied }: AdaptiveSeason): Ledger {
  const m = indices.length
  const scale = multiplied ? meanSize(y) : 1
  const z = multiplied ? y.map((value) => Math.log(value / scale)) : y
  const left = besideTrend(z, m)
  const ledger = {
    fade: bestFade(left, m),
    scale,
    ring: new Array<number>(m + 1).fill(0.5),
    places: new Array<number>(columns * m).fill(0),
    squares: 0,
    noise: 0,
    indices: Array.from(indices, (index) => (multiplied ? Math.log(index) : index)),
  }
  for (let t = y.length - m - 1; t < y.length; t++) ledger.ring[t % (m + 1)] = z[t]!
  // What is nearer to the end than half a season is folded in as values come.
  const known = y.length - (m >> 1)
  for (let t = 0; t < known; t++) if (!Number.isNaN(left[t]!)) fold(ledger, t % m, left[t]!)
  return ledger
}

function fold(ledger: Ledger, place: number, left: number): void {
  const { places, fade } = ledger
  const at = columns * place
  places[at] = fade * places[at]! + left
  places[at + 1] = fade * places[at + 1]! + 1
  places[at + 2] = fade * fade * places[at + 2]! + 1
  places[at + 3]! += left
  places[at + 4]! += 1
  ledger.squares += left * left
}

/** Faded means per place, less their mean, drawn together by their sampling error: the arithmetic of `shrunkenSeason`. */
function settle(ledger: Ledger, m: number): void {
  const { places, indices } = ledger
  let [center, rest, count] = [0, ledger.squares, 0]
  for (let i = 0, at = 0; i < m; i++, at += columns) {
    const index = places[at]! / places[at + 1]!
    indices[i] = index
    center += index / m
    rest += index * (places[at + 4]! * index - 2 * places[at + 3]!)
    count += places[at + 4]!
  }
  ledger.noise = Math.max(0, rest) / Math.max(1, count - m)
  let [size, error] = [0, 0]
  for (let i = 0, at = 0; i < m; i++, at += columns) {
    const index = indices[i]! - center
    indices[i] = index
    size += index * index
    error += (ledger.noise * places[at + 2]!) / (places[at + 1]! * places[at + 1]! * m)
  }
  const kept = size > 0 ? Math.max(0, 1 - (Math.max(0, m - 3) * error) / size) : 0
  for (let i = 0; i < m; i++) indices[i]! *= kept
}
