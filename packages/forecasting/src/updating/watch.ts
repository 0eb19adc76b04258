import type { Declined, FitOptions, Fitted, Model, Values } from '../contract.ts'
import { reach } from '../numerics/normal.ts'

/** A fitted model under watch: it takes values one by one and is fitted anew when its errors say that this pays. */
export interface Watched {
  readonly kind: 'watched'
  readonly fitted: Fitted
  /** The two running sums: of errors above and below what was expected, in standard deviations. */
  readonly drift: { readonly up: number; readonly down: number }
  /** True when the last value set off a refit. */
  readonly refitted: boolean
  /** Refits so far. */
  readonly refits: number
  update(value: number): Watched
}

/** What to watch, and how patiently. */
export interface WatchRequest extends FitOptions {
  readonly series: Values
  readonly model: Model
  /** Errors up to this many standard deviations are let pass at each step; 0.5 by default. */
  readonly slack?: number
  /**
   * The sum that sets off a refit: 5 by default, one false alarm in about 460 values for normal errors; 3, one in about 60, while fewer than
   * 60 values are known, for there one value is a larger part of what is known and a refit is cheap.
   */
  readonly limit?: number
  /** Refit also when the history has grown by this share since the last fit; 0.5 by default. */
  readonly growth?: number
}

/**
 * Page's cumulative sum (1954) on standardised one-step errors. While it stays low the model is only updated; when it passes
 * the limit, or the history has grown much since the last fit, the model is fitted to all of it, and the sums begin again.
 */
export function watch(request: WatchRequest): Watched | Declined {
  const fitted = request.model.fit(request.series, request)
  if (fitted.kind === 'declined') return fitted
  const history = Array.from(request.series)
  const begun = { length: history.length, known: history.length, refits: 0, refitted: false }
  return watchedAt({ request, history, fitted, drift: { up: 0, down: 0 }, ...begun })
}

interface At {
  readonly request: WatchRequest
  /** Shared by all states of one watch; each reads its own first `length` values. */
  readonly history: number[]
  readonly length: number
  /** Values known to the last fit. */
  readonly known: number
  readonly refits: number
  readonly fitted: Fitted
  readonly drift: { readonly up: number; readonly down: number }
  readonly refitted: boolean
}

function watchedAt(at: At): Watched {
  const { fitted, drift, refitted, refits } = at
  return { kind: 'watched', fitted, drift, refitted, refits, update: (value) => watchedAt(taken(at, value)) }
}

const short = 60

function taken(at: At, value: number): At {
  const { request, fitted, drift, length } = at
  const { slack = 0.5, limit = length < short ? 3 : 5, growth = 0.5 } = request
  const error = standardised(fitted, value)
  const up = Math.max(0, drift.up + error - slack)
  const down = Math.max(0, drift.down - error - slack)
  const history = at.history.length === length ? at.history : at.history.slice(0, length)
  history.push(value)
  const next = { ...at, history, length: length + 1 }
  if (Math.max(up, down) <= limit && length + 1 < (1 + growth) * at.known)
    return { ...next, fitted: fitted.update(value), drift: { up, down }, refitted: false }
  const anew = request.model.fit(history, request)
  const still = anew.kind === 'declined' ? fitted.update(value) : anew
  const refitted = anew.kind === 'fitted'
  const counted = { refitted, refits: at.refits + (refitted ? 1 : 0), known: length + 1 }
  return { ...next, fitted: still, drift: { up: 0, down: 0 }, ...counted }
}

/** The error of the next value in standard deviations of its own 80 % interval; zero when the value is missing. */
function standardised(fitted: Fitted, value: number): number {
  if (Number.isNaN(value)) return 0
  const { mean, intervals } = fitted.forecast({ horizon: 1, levels: [80] })
  const deviation = (intervals[0]!.hi[0]! - intervals[0]!.lo[0]!) / (2 * reach(80))
  const error = value - mean[0]!
  if (deviation > 0) return Math.max(-10, Math.min(10, error / deviation))
  return error === 0 ? 0 : 10 * Math.sign(error)
}
