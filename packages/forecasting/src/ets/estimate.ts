import { minimise } from '../least-squares.ts'
import { type EtsForm, parameterCount } from './form.ts'
import { emptyState, type Layout, layOut, pack, unpack } from './layout.ts'
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

/** A series to be fitted: `y` scaled to about one with NaN for what is missing, `filled` with the gaps bridged. */
export interface EtsData {
  readonly y: Float64Array
  readonly filled: Float64Array
  readonly seasonLength: number
  readonly observed: number
  /** How many more values than parameters are asked for; 2 by default, which the AICc needs. */
  readonly spare?: number
}

/**
 * Maximum likelihood for one form. With the error variance concentrated out, the likelihood of every form is a sum of
 * squares (see `runRecursion`), so smoothing parameters and initial states are found together by least squares.
 * Undefined when there are too few values.
 */
export function estimate(form: EtsForm, data: EtsData): EtsEstimate | undefined {
  const rough = estimateRoughly(form, data)
  return rough && refine(rough, data)
}

/** As `estimate`, but the seasonal starting values stay those of the decomposition: about a tenth of the work. */
export function estimateRoughly(form: EtsForm, data: EtsData): EtsEstimate | undefined {
  if (data.observed < parameterCount(form, data.seasonLength) + (data.spare ?? 2)) return undefined
  const start = startingState(data.filled, form, data.seasonLength)
  const layout = layOut({ form, start, freeSeason: false })
  const residuals = residualsOf(layout, data.y)
  const point = bestStart(layout, residuals, data.y.length)
  return point && search(layout, point, data)
}

/** Completes a rough estimate by searching the seasonal starting values as well; nothing to do without a season. */
export function refine(rough: EtsEstimate, data: EtsData): EtsEstimate {
  if (rough.form.season === 'N') return rough
  const layout = layOut({ form: rough.form, start: rough.initial, freeSeason: true })
  return search(layout, pack(layout, rough.smoothing, rough.initial), data)
}

function search(layout: Layout, start: Float64Array, data: EtsData): EtsEstimate {
  const { lower, upper } = layout
  const { point } = minimise({ size: data.y.length, start, lower, upper, residuals: residualsOf(layout, data.y) })
  return describe(layout, point, data)
}

function residualsOf(layout: Layout, y: Float64Array) {
  const { form } = layout
  const state = emptyState(layout)
  return (p: Float64Array, residual: Float64Array): number =>
    runRecursion({ form, smoothing: unpack(layout, p, state), state, y, residual })
}

/** Tries a coarse grid of smoothing parameters over the starting states and returns the best point. */
function bestStart(layout: Layout, residuals: ReturnType<typeof residualsOf>, size: number): Float64Array | undefined {
  const scratch = new Float64Array(size)
  let best: Float64Array | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const alpha of [0.05, 0.2, 0.5, 0.9]) {
    for (const beta of layout.beta < 0 ? [0] : [0.02 * alpha, 0.2 * alpha]) {
      for (const gamma of layout.gamma < 0 ? [0] : [0.02 * (1 - alpha), 0.3 * (1 - alpha)]) {
        const point = pack(layout, { alpha, beta, gamma, phi: 0.95 }, layout.start)
        const cost = residuals(point, scratch)
        if (!(cost < lowest)) continue
        lowest = cost
        best = point
      }
    }
  }
  return best
}

function describe(layout: Layout, point: Float64Array, { y, observed, seasonLength }: EtsData): EtsEstimate {
  const { form } = layout
  const parameters = parameterCount(form, seasonLength)
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
