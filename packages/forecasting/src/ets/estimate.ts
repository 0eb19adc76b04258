import { minimise } from '../least-squares.ts'
import { type EtsForm, isDamped, parameterCount } from './form.ts'
import { type EtsState, runRecursion, type Smoothing } from './recursion.ts'
import { startingState } from './start.ts'

/** A form with its estimated parameters, the state at the end of the history, and how well it fits. */
export interface EtsEstimate {
  readonly form: EtsForm
  readonly smoothing: Smoothing
  /** The state before the first value. */
  readonly initial: EtsState
  /** The state after the last value. */
  readonly state: EtsState
  /** Unbiased variance of the errors (relative errors for multiplicative forms). */
  readonly variance: number
  /** -n/2 log(sum of squares) less the log of the means: the likelihood without its constants, as R `forecast` states it. */
  readonly logLikelihood: number
  readonly aicc: number
}

/** How many seasonal starting values are estimated; a longer season keeps those of the decomposition. */
const longestFreeSeason = 60

/**
 * Maximum likelihood for one form. With the error variance concentrated out, the likelihood of every form is a sum of
 * squares (see `runRecursion`), so smoothing parameters and initial states are found together by least squares.
 * `y` is scaled to about one; `filled` is y with gaps bridged, used for starting values only.
 */
export function estimate(given: {
  form: EtsForm
  y: Float64Array
  filled: Float64Array
  seasonLength: number
  observed: number
  /** How many more values than parameters are asked for; 2 by default, which the AICc needs. */
  spare?: number
}): EtsEstimate | undefined {
  const { form, y, filled, seasonLength, observed, spare = 2 } = given
  const parameters = parameterCount(form, seasonLength)
  if (observed < parameters + spare) return undefined
  const layout = layOut(form, startingState(filled, form, seasonLength))
  const scratch = emptyState(layout)
  function residuals(p: Float64Array, out: Float64Array): number {
    return runRecursion({ form, smoothing: unpack(layout, p, scratch), state: scratch, y, residual: out })
  }
  const start = bestStart(layout, residuals, y.length)
  if (!start) return undefined
  const { point } = minimise({ size: y.length, start, lower: layout.lower, upper: layout.upper, residuals })
  return describe({ layout, point, y, observed, parameters })
}

/** Which parameter sits where in the vector that is searched; -1 where the form has none. */
interface Layout {
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

function layOut(form: EtsForm, start: EtsState): Layout {
  const lower: number[] = []
  const upper: number[] = []
  const place = (used: boolean, low: number, high: number) => {
    if (!used) return -1
    upper.push(high)
    return lower.push(low) - 1
  }
  const m = start.season.length
  const multiplies = form.error === 'M' || form.season === 'M' || form.trend.startsWith('M')
  place(true, 1e-4, 0.9999)
  const beta = place(form.trend !== 'N', 1e-4, 0.9999)
  const gamma = place(form.season !== 'N', 1e-4, 0.9999)
  const phi = place(isDamped(form), 0.8, 0.98)
  const level = place(true, multiplies ? 1e-6 : -1e9, 1e9)
  const trend = place(form.trend !== 'N', form.trend.startsWith('M') ? 0.5 : -1e9, form.trend.startsWith('M') ? 2 : 1e9)
  const season = lower.length
  const free = form.season !== 'N' && m <= longestFreeSeason
  for (let i = 0; i < (free ? m - 1 : 0); i++)
    place(true, form.season === 'M' ? 1e-6 : -1e9, form.season === 'M' ? m : 1e9)
  return {
    ...{ form, start, beta, gamma, phi, level, trend, season: free ? season : -1 },
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
  }
}

function emptyState(layout: Layout): EtsState & { level: number; trend: number } {
  return { level: 0, trend: 0, season: new Float64Array(layout.start.season.length) }
}

/** Reads the vector: beta is a share of alpha and gamma of 1 - alpha, which keeps the usual region a box. */
function unpack(layout: Layout, p: Float64Array, state: EtsState): Smoothing {
  const alpha = p[0]!
  state.level = p[layout.level]!
  state.trend = layout.trend < 0 ? 0 : p[layout.trend]!
  const { season } = state
  if (layout.season < 0) season.set(layout.start.season)
  else {
    let rest = layout.form.season === 'M' ? season.length : 0
    for (let i = 0; i < season.length - 1; i++) {
      season[i] = p[layout.season + i]!
      rest -= season[i]!
    }
    season[season.length - 1] = rest
  }
  return {
    alpha,
    beta: layout.beta < 0 ? 0 : alpha * p[layout.beta]!,
    gamma: layout.gamma < 0 ? 0 : (1 - alpha) * p[layout.gamma]!,
    phi: layout.phi < 0 ? 1 : p[layout.phi]!,
  }
}

/** Tries a coarse grid of smoothing parameters over the starting states and returns the best point. */
function bestStart(
  layout: Layout,
  residuals: (p: Float64Array, out: Float64Array) => number,
  size: number,
): Float64Array | undefined {
  const point = new Float64Array(layout.lower.length)
  point[layout.level] = layout.start.level
  if (layout.trend >= 0) point[layout.trend] = layout.start.trend
  if (layout.phi >= 0) point[layout.phi] = 0.95
  if (layout.season >= 0) point.set(layout.start.season.subarray(0, layout.start.season.length - 1), layout.season)
  const scratch = new Float64Array(size)
  let best: Float64Array | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const alpha of [0.05, 0.2, 0.5, 0.9]) {
    for (const beta of layout.beta < 0 ? [0] : [0.02, 0.2]) {
      for (const gamma of layout.gamma < 0 ? [0] : [0.02, 0.3]) {
        point[0] = alpha
        if (layout.beta >= 0) point[layout.beta] = beta
        if (layout.gamma >= 0) point[layout.gamma] = gamma
        const cost = residuals(point, scratch)
        if (!(cost < lowest)) continue
        lowest = cost
        best = point.slice()
      }
    }
  }
  return best
}

function describe(given: {
  layout: Layout
  point: Float64Array
  y: Float64Array
  observed: number
  parameters: number
}): EtsEstimate {
  const { layout, point, y, observed, parameters } = given
  const { form } = layout
  const initial = emptyState(layout)
  unpack(layout, point, initial)
  const state = emptyState(layout)
  const smoothing = unpack(layout, point, state)
  const residual = new Float64Array(y.length)
  const squares = Math.max(1e-30, runRecursion({ form, smoothing, state, y, residual }))
  const relative = form.error === 'M' ? relativeSquares({ form, smoothing, initial, y }) : squares
  const logLikelihood = (-observed / 2) * Math.log(squares)
  const aicc =
    -2 * logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, observed - parameters - 1)
  const variance = relative / Math.max(1, observed - parameters + 1)
  return { form, smoothing, initial, state, variance, logLikelihood, aicc }
}

/** The sum of squared relative errors, without the likelihood's geometric-mean factor. */
function relativeSquares(given: { form: EtsForm; smoothing: Smoothing; initial: EtsState; y: Float64Array }): number {
  const { form, smoothing, initial, y } = given
  const state = { ...initial, season: initial.season.slice() }
  const residual = new Float64Array(y.length)
  const plain = { ...form, error: 'A' as const }
  runRecursion({ form: plain, smoothing, state, y, residual })
  let sum = 0
  for (let t = 0; t < y.length; t++) {
    const mu = y[t]! - residual[t]!
    if (!Number.isNaN(mu)) sum += (residual[t]! / mu) ** 2
  }
  return sum
}
