import type { Engine, EngineFit } from './engine.ts'
import { type Candidate, pathOf, type Regressor, type Signal, type SignalPath, signalModel } from './regressors.ts'

/** A candidate tried: by which share it lowered the mean absolute error of rolling-origin forecasts, and whether it stays. */
export interface Considered {
  readonly name: string
  readonly kind: Candidate['kind']
  readonly lag: number
  readonly gain: number
  readonly kept: boolean
}

/** A history with what may explain it; `base` columns (constant, gaps) and `always` regressors are in every fit. */
export interface SelectRequest {
  readonly y: Float64Array
  readonly engine: Engine
  readonly seasonLength: number
  readonly signals: readonly Signal[]
  readonly base: readonly ((t: number) => number)[]
  readonly always: readonly Regressor[]
  readonly candidates: readonly Candidate[]
  readonly horizon: number
}

/** A gain below this share is none. */
const leastGain = 0.03
const mostOrigins = 10
/** More of one kind of influence than this would be a coincidence of coincidences. */
const mostKept = 6

/**
 * Chooses influences and lags by out-of-sample gain, the best first: each forecast sees only the history before its origin,
 * and of signals without plans only what was known then. A candidate stays if it lowers the error by 3 % or more, at
 * most of the origins, with an effect larger than the largest that so many candidates would show by chance.
 */
export function selectRegressors(request: SelectRequest): { kept: Candidate[]; considered: Considered[] } {
  const { candidates, y } = request
  const origins = originsOf(request)
  const point = fitWith(request, [], y.length)?.point
  const paths = new Map<string, SignalPath | undefined>()
  const errors = (kept: readonly Candidate[]) =>
    origins.map((origin) => errorAt({ request, kept, origin, point, paths }))
  const chance = Math.sqrt(2 * Math.log(2 * Math.max(1, candidates.length)))
  const considered = new Map<Candidate, Considered>()
  const kept: Candidate[] = []
  let current = errors(kept)
  while (kept.length < mostKept && origins.length > 2) {
    let best: { candidate: Candidate; errors: number[]; gain: number } | undefined
    for (const candidate of candidates) {
      if (kept.includes(candidate)) continue
      const now = errors([...kept, candidate])
      const gain = 1 - sum(now) / sum(current)
      const { name, kind, lag } = candidate
      if (!considered.has(candidate)) considered.set(candidate, { name, kind, lag, gain, kept: false })
      const wins = now.filter((error, i) => error < current[i]!).length
      if (!(gain >= Math.max(leastGain, best?.gain ?? 0)) || wins <= origins.length / 2) continue
      const fit = fitWith(request, [...kept, candidate], y.length, point)
      if (fit && strengthOf(fit, candidate.regressors.length) > chance) best = { candidate, errors: now, gain }
    }
    if (!best) break
    kept.push(best.candidate)
    current = best.errors
    considered.set(best.candidate, { ...considered.get(best.candidate)!, gain: best.gain, kept: true })
  }
  return { kept, considered: candidates.flatMap((candidate) => considered.get(candidate) ?? []) }
}

/** Up to ten origins in the last third of the history, evenly spaced, the last leaving one horizon. */
function originsOf({ y, horizon, seasonLength: m, base, always }: SelectRequest): number[] {
  const last = y.length - horizon
  const first = Math.max(Math.ceil((2 * y.length) / 3) - horizon, m + base.length + always.length + 6)
  const step = Math.max(1, Math.floor((last - first) / (mostOrigins - 1)))
  const origins: number[] = []
  for (let origin = last; origin >= first && origins.length < mostOrigins; origin -= step) origins.unshift(origin)
  return origins
}

function fitWith(
  { y, engine, base, always }: SelectRequest,
  kept: readonly Candidate[],
  length: number,
  point?: Float64Array,
): EngineFit | undefined {
  const regressors = [...always, ...kept.flatMap((each) => each.regressors)]
  const columns = [...base, ...regressors.map(({ at }) => at)].map((at) =>
    Float64Array.from({ length }, (_, t) => at(t)),
  )
  return engine.fit(y.subarray(0, length), columns, point)
}

/** The largest effect among the last `count` columns, in standard errors. */
function strengthOf({ beta, covariance }: EngineFit, count: number): number {
  let largest = 0
  for (let j = beta.length - count; j < beta.length; j++) {
    largest = Math.max(largest, Math.abs(beta[j]!) / Math.sqrt(covariance[j]![j]! || Number.POSITIVE_INFINITY))
  }
  return largest
}

function errorAt(given: {
  request: SelectRequest
  kept: readonly Candidate[]
  origin: number
  point: Float64Array | undefined
  paths: Map<string, SignalPath | undefined>
}): number {
  const { request, kept, origin, point, paths } = given
  const { y, base, always, horizon, signals, seasonLength } = request
  const fit = fitWith(request, kept, origin, point)
  if (!fit) return Number.POSITIVE_INFINITY
  const { mean } = fit.rest.forecast({ horizon, levels: [] })
  const regressors = [...always, ...kept.flatMap((each) => each.regressors)]
  const ahead = (place: number) => {
    const key = `${place} ${origin}`
    if (!paths.has(key)) {
      const fitted = signalModel(signals[place]!, origin, seasonLength)
      paths.set(key, fitted && pathOf(fitted, horizon))
    }
    return paths.get(key)
  }
  let error = 0
  for (let h = 0; h < horizon; h++) {
    let forecast = mean[h]!
    for (const [j, at] of base.entries()) forecast += fit.beta[j]! * at(origin + h)
    for (const [j, regressor] of regressors.entries()) {
      const step = h - regressor.lag
      const path = regressor.signal === undefined || step < 0 ? undefined : ahead(regressor.signal)
      forecast += fit.beta[base.length + j]! * (path ? path.mean[step]! : regressor.at(origin + h))
    }
    error += Math.abs(y[origin + h]! - forecast)
  }
  return error / horizon
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
