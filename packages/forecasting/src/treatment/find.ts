import { meanSize } from '../numerics/scale.ts'
import { smoothLevel } from './local-level.ts'
import { middle } from './middle.ts'
import { robustSeason } from './robust-season.ts'
import { strongestJump, wildest } from './stand-out.ts'
import { type Suspect, suspectedStockOuts } from './stock-out.ts'
import { wildEnd } from './wild-end.ts'

/** A value that nothing explains; `empty` when it is a suspected stock-out. */
export interface WildValue {
  readonly index: number
  readonly strength: number
  readonly empty: boolean
}

/** A jump of the level between `index - 1` and `index`: `by` multiplies the earlier values where the search was `logged`, else adds. */
export interface Jump {
  readonly index: number
  readonly by: number
  readonly strength: number
}

/** What a search found; `expected` says what the other periods lead to expect at a period (NaN where they cannot). */
export interface Search {
  readonly logged: boolean
  readonly values: readonly WildValue[]
  readonly jumps: readonly Jump[]
  expected(index: number): number
}

/** What is searched, and how far out of line something must be, in standard deviations. */
export interface SearchRequest {
  readonly y: Float64Array
  readonly seasonLength: number
  readonly limits: { readonly value: number; readonly jump: number }
  /** Periods known to say nothing. */
  readonly blank: readonly number[]
}

/** Fewer values than this cannot say what is usual. */
const fewest = 8
const rounds = 8
/** No season in months makes a value this many deviations from its neighbours. */
const beyondSeason = 12
/** Deviations below this share of the values are none: a series without noise has no outliers in its rounding. */
const negligible = 0.003
/** Where more than this share of values is wild, wildness is the nature of the series and no single value is called wild. */
const mostWild = 0.05

/**
 * Finds what a level, a drift and a season do not explain (on logarithms where all is above zero): the season is taken out
 * robustly, the rest smoothed as a local level, what stands out most is set aside, and so on until nothing does.
 */
export function findAnomalies(request: SearchRequest): Search {
  const { y, seasonLength: m, blank } = request
  const { silentFrom, ...suspicion } = suspectedStockOuts(y, m)
  const suspects = suspicion.suspects.filter(({ index }) => !blank.includes(index))
  const hidden = new Set([...blank, ...suspects.map(({ index }) => index)])
  for (let t = silentFrom; t < y.length; t++) hidden.add(t)
  const logged = y.every((value, t) => hidden.has(t) || !(value <= 0))
  const plain = y.map((value, t) => (hidden.has(t) ? Number.NaN : logged ? Math.log(value) : value))
  const season = robustSeason(plain, m)
  if (plain.filter((value) => !Number.isNaN(value)).length < fewest) {
    const end = y.length < fewest ? wildEnd(y) : undefined
    const values = end && end.strength >= request.limits.value ? [{ ...end, empty: false }] : []
    return { logged, values, jumps: [], expected: () => end?.expected ?? Number.NaN }
  }
  // Without its indices a seasonal series would have its own peaks called wild: only what no season explains is.
  const unclear = m > 1 && !season && plain.length < 2 * m
  const limits = unclear
    ? { value: Math.max(request.limits.value, beyondSeason), jump: Number.POSITIVE_INFINITY }
    : request.limits
  const adjusted = season ? plain.map((value, t) => value - season[t % m]!) : plain
  const slope = driftOf(adjusted)
  const start = middle(adjusted.map((value, t) => value - slope * t).filter((value) => !Number.isNaN(value)))
  const pattern = plain.map((_, t) => start + slope * t + (season ? season[t % m]! : 0))
  const x = plain.map((value, t) => value - pattern[t]!)
  const { smooth, jumps, values, level } = setAside({
    x,
    smoothing: { lost: season ? m : 0, least: negligible * (logged ? 1 : meanSize(y)) },
    side: Math.max(4, Math.ceil(m / 2)),
    // Quantities with zeros among them cannot be brought to another level by adding.
    limits: logged || y.some((value) => value < 0) ? limits : { ...limits, jump: Number.POSITIVE_INFINITY },
  })
  const expected = (t: number) => {
    const value = smooth.expected[t]! + pattern[t]! - level[t]!
    return logged ? Math.exp(value) : value
  }
  const strengthOf = (t: number) =>
    Math.abs(plain[t]! - pattern[t]! + level[t]! - smooth.expected[t]!) / smooth.spread[t]!
  const wild = values
    .map((index) => ({ index, strength: strengthOf(index), empty: false }))
    .filter(({ strength }) => strength >= limits.value)
  const empty = suspects.flatMap((suspect) => {
    const spread = smooth.spread[suspect.index]!
    const strength = emptiness({ suspect, value: y[suspect.index]!, logged, expected: expected(suspect.index), spread })
    return strength >= limits.value ? [{ index: suspect.index, strength, empty: true }] : []
  })
  return {
    ...{ logged, expected },
    values: [...(wild.length <= Math.max(1, mostWild * y.length) ? wild : []), ...empty],
    jumps: logged ? jumps.map((jump) => ({ ...jump, by: Math.exp(jump.by) })) : jumps,
  }
}

/** Sets aside what stands out most, round by round; x is left with NaN for wild values and moved to its last level. */
function setAside(given: {
  x: Float64Array
  smoothing: { lost: number; least: number }
  side: number
  limits: SearchRequest['limits']
}) {
  const { x, smoothing, side, limits } = given
  const jumps: Jump[] = []
  const values: number[] = []
  const level = new Float64Array(x.length)
  let smooth = smoothLevel(x, smoothing)
  for (let round = 0; round < rounds; round++) {
    const wild = wildest(smooth, limits.value)
    const jump = strongestJump(smooth, { limit: limits.jump, side })
    const wildness = Math.max(0, ...wild.map((t) => Math.abs(smooth.irregular[t]!)))
    if (jump && jump.strength > wildness) {
      jumps.push(jump)
      for (let t = 0; t < jump.index; t++) {
        x[t]! += jump.by
        level[t]! += jump.by
      }
    } else if (wild.length > 0) {
      values.push(...wild)
      for (const t of wild) x[t] = Number.NaN
    } else break
    smooth = smoothLevel(x, smoothing)
  }
  return { smooth, jumps, values, level }
}

/** The median slope over half the history: wild values and jumps move it little. */
function driftOf(x: Float64Array): number {
  const half = x.length >> 1
  const slopes = new Float64Array(x.length - half)
  let count = 0
  for (let t = 0; t + half < x.length; t++) {
    const slope = (x[t + half]! - x[t]!) / half
    if (!Number.isNaN(slope)) slopes[count++] = slope
  }
  return count === 0 ? 0 : middle(slopes.subarray(0, count))
}

/** What is above this share of the expected is little, but not nothing. */
const nearZero = 0.1
/** Nothing counts as this share of the expected: its logarithm has no end. */
const smallest = 0.02
/** A stock-out must be less likely than this to be mere chance. */
const tooRare = 1e-4

/** How many standard deviations a suspected stock-out is below the expected; 0 where it may be chance. */
function emptiness(given: {
  suspect: Suspect
  value: number
  logged: boolean
  expected: number
  spread: number
}): number {
  const { suspect, value, logged, expected, spread } = given
  if (!(value <= nearZero * expected) || suspect.chance(expected) > tooRare) return 0
  return logged ? Math.log(expected / Math.max(value, smallest * expected)) / spread : (expected - value) / spread
}
