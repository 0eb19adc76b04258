import { type EtsForm, isDamped } from './form.ts'
import type { EtsState, Smoothing } from './recursion.ts'

/** How many seasonal starting values are estimated; a longer season keeps those of the decomposition. */
const longestFreeSeason = 60

/** Which parameter sits where in the vector that is searched; -1 where the form has none. */
export interface Layout {
  readonly form: EtsForm
  readonly start: EtsState
  readonly beta: number
  readonly gamma: number
  readonly phi: number
  readonly level: number
  readonly trend: number
  readonly season: number
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** A region smaller than the usual one: the least alpha, and the largest share of alpha that beta may be. */
export interface Region {
  readonly leastAlpha: number
  readonly mostBeta: number
}

const usual: Region = { leastAlpha: 1e-4, mostBeta: 0.9999 }

/** Lays out the parameters of a form; with `freeSeason` the seasonal starting values are searched too, else kept. */
export function layOut(given: { form: EtsForm; start: EtsState; freeSeason: boolean; region?: Region }): Layout {
  const { form, start, region = usual } = given
  const lower: number[] = []
  const upper: number[] = []
  const place = (used: boolean, low: number, high: number) => {
    if (!used) return -1
    upper.push(high)
    return lower.push(low) - 1
  }
  const m = start.season.length
  const multiplies = form.error === 'M' || form.season === 'M' || form.trend.startsWith('M')
  place(true, region.leastAlpha, 0.9999)
  const beta = place(form.trend !== 'N', 1e-4, region.mostBeta)
  const gamma = place(form.season !== 'N', 1e-4, 0.9999)
  const phi = place(isDamped(form), 0.8, 0.98)
  const level = place(true, multiplies ? 1e-6 : -1e9, 1e9)
  const trend = place(form.trend !== 'N', form.trend.startsWith('M') ? 0.5 : -1e9, form.trend.startsWith('M') ? 2 : 1e9)
  const season = lower.length
  const free = given.freeSeason && form.season !== 'N' && m <= longestFreeSeason
  for (let i = 0; i < (free ? m - 1 : 0); i++)
    place(true, form.season === 'M' ? 1e-6 : -1e9, form.season === 'M' ? m : 1e9)
  return {
    ...{ form, start, beta, gamma, phi, level, trend, season: free ? season : -1 },
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
  }
}

/** A state of the right size to be filled. */
export function emptyState(layout: Layout): EtsState & { level: number; trend: number } {
  return { level: 0, trend: 0, season: new Float64Array(layout.start.season.length) }
}

/** Writes smoothing parameters and the starting state into a vector. */
export function pack(layout: Layout, smoothing: Smoothing, start: EtsState): Float64Array {
  const point = new Float64Array(layout.lower.length)
  const { alpha } = smoothing
  point[0] = alpha
  point[layout.level] = start.level
  if (layout.beta >= 0) point[layout.beta] = smoothing.beta / alpha
  if (layout.gamma >= 0) point[layout.gamma] = smoothing.gamma / (1 - alpha)
  if (layout.phi >= 0) point[layout.phi] = smoothing.phi
  if (layout.trend >= 0) point[layout.trend] = start.trend
  if (layout.season >= 0) point.set(start.season.subarray(0, start.season.length - 1), layout.season)
  return point
}

/** Reads the vector: beta is a share of alpha and gamma of 1 - alpha, which keeps the usual region a box. */
export function unpack(layout: Layout, p: Float64Array, into: { smoothing: Smoothing; state: EtsState }): void {
  const { smoothing, state } = into
  const alpha = p[0]!
  smoothing.alpha = alpha
  smoothing.beta = layout.beta < 0 ? 0 : alpha * p[layout.beta]!
  smoothing.gamma = layout.gamma < 0 ? 0 : (1 - alpha) * p[layout.gamma]!
  smoothing.phi = layout.phi < 0 ? 1 : p[layout.phi]!
  state.level = p[layout.level]!
  state.trend = layout.trend < 0 ? 0 : p[layout.trend]!
  const { season } = state
  if (layout.season < 0) {
    season.set(layout.start.season)
    return
  }
  let rest = layout.form.season === 'M' ? season.length : 0
  for (let i = 0; i < season.length - 1; i++) {
    season[i] = p[layout.season + i]!
    rest -= season[i]!
  }
  season[season.length - 1] = rest
}
