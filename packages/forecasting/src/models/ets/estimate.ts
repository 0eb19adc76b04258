import { costByDifferences, type Measured, measureByDifferences, searchByDifferences } from './by-differences.ts'
import { type EtsForm, parameterCount } from './form.ts'
import { emptyState, type Layout, layOut, pack, type Region, unpack } from './layout.ts'
import type { FitMemory } from './memory.ts'
import type { EtsState, Smoothing } from './recursion.ts'
import { costAt, searchSmoothly } from './search.ts'
import { type Starts, startingState } from './start.ts'
import { type Trace, traceOf } from './trace.ts'

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
  /** Where the smoothing parameters may lie; the usual region by default. */
  readonly region?: Region
  /** Decompositions of `filled`, kept from form to form. */
  readonly starts?: Starts
  /** How many more values than parameters are asked for; 2 by default, which the AICc needs. */
  readonly spare?: number
  readonly memory: FitMemory
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

/**
 * As `estimate`, but the seasonal starting values stay those of the decomposition: about a tenth of the work. A relative of
 * the form that is estimated already saves most of the search for a start.
 */
export function estimateRoughly(form: EtsForm, data: EtsData, near?: EtsEstimate): EtsEstimate | undefined {
  if (data.observed < parameterCount(form, data.seasonLength) + (data.spare ?? 2)) return undefined
  const twin = near && near.form.trend === form.trend
  const start = twin ? near.initial : startingState(data, form)
  const layout = layOut({ form, start, freeSeason: false, region: data.region })
  if (form.trend.startsWith('M')) {
    const first = bestOf(startsOf(layout, undefined), (each) => costByDifferences(layout, data.y, each))
    return first && byDifferences(layout, first, data)
  }
  const trace = traceFor(layout, data)
  if (twin) {
    const point = bounded(layout, pack(layout, near.smoothing, near.initial))
    if (costAt(layout, trace, point) < Number.POSITIVE_INFINITY) return search(layout, trace, point, data)
  }
  const point = bestOf(startsOf(layout, twin ? undefined : near), (each) => costAt(layout, trace, each))
  return point && search(layout, trace, point, data)
}

/** Completes an estimate by searching the seasonal starting values as well; nothing to do without a season. */
export function refine(rough: EtsEstimate, data: EtsData): EtsEstimate {
  if (rough.form.season === 'N') return rough
  const layout = layOut({ form: rough.form, start: rough.initial, freeSeason: true, region: data.region })
  const point = bounded(layout, pack(layout, rough.smoothing, rough.initial))
  if (rough.form.trend.startsWith('M')) return byDifferences(layout, point, data)
  return search(layout, traceFor(layout, data), point, data)
}

function traceFor(layout: Layout, { y, observed, memory }: EtsData): Trace {
  return traceOf({ form: layout.form, y, observed, memory, seasons: layout.start.season.length })
}

function byDifferences(layout: Layout, start: Float64Array, data: EtsData): EtsEstimate {
  const point = searchByDifferences(layout, data.y, start)
  return describe(layout, point, measureByDifferences(layout, data.y, point), data)
}

/** A step that promises less than this share of the squares ends a search: half of n times it in log-likelihood. */
const tolerance = 1e-5

function search(layout: Layout, trace: Trace, start: Float64Array, data: EtsData): EtsEstimate {
  const point = searchSmoothly({ layout, trace, start, tolerance })
  return describe(layout, point, measure(layout, point, trace), data)
}

/** Points over a coarse grid of smoothing parameters; a relative's parameters stand in for most of the grid. */
function* startsOf(layout: Layout, near: EtsEstimate | undefined): Generator<Float64Array> {
  const alphas = near ? [near.smoothing.alpha] : [0.05, 0.2, 0.5, 0.9]
  for (const alpha of alphas) {
    for (const beta of layout.beta < 0 ? [0] : [0.02 * alpha, 0.2 * alpha]) {
      for (const gamma of layout.gamma < 0
        ? [0]
        : near
          ? [near.smoothing.gamma]
          : [0.02 * (1 - alpha), 0.3 * (1 - alpha)])
        yield bounded(layout, pack(layout, { alpha, beta, gamma, phi: 0.95 }, layout.start))
    }
  }
  if (near) yield bounded(layout, pack(layout, { ...near.smoothing, beta: 0.01, phi: 0.95 }, near.initial))
}

function bounded({ lower, upper }: Layout, point: Float64Array): Float64Array {
  for (let j = 0; j < point.length; j++) point[j] = Math.min(upper[j]!, Math.max(lower[j]!, point[j]!))
  return point
}

function bestOf(points: Iterable<Float64Array>, cost: (point: Float64Array) => number): Float64Array | undefined {
  let best: Float64Array | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const point of points) {
    const value = cost(point)
    if (!(value < lowest)) continue
    lowest = value
    best = point
  }
  return best
}

function measure(layout: Layout, point: Float64Array, trace: Trace): Measured {
  const squares = costAt(layout, trace, point)
  const { level, trend, season } = trace.state
  return { state: { level, trend, season: season.slice() }, squares, plainSquares: trace.squares }
}

function describe(layout: Layout, point: Float64Array, found: Measured, data: EtsData): EtsEstimate {
  const { form } = layout
  const { observed, seasonLength } = data
  const parameters = parameterCount(form, seasonLength)
  const smoothing = { alpha: 0, beta: 0, gamma: 0, phi: 1 }
  const initial = emptyState(layout)
  unpack(layout, point, { smoothing, state: initial })
  const logLikelihood = (-observed / 2) * Math.log(Math.max(1e-30, found.squares))
  const aicc =
    -2 * logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, observed - parameters - 1)
  const variance = Math.max(form.error === 'A' ? 1e-30 : 0, found.plainSquares) / Math.max(1, observed - parameters + 1)
  return { form, smoothing, initial, state: found.state, variance, logLikelihood, aicc }
}
