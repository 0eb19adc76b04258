import type { Fitted, Model } from '../contract.ts'
import { sensible } from '../intervals/intervals.ts'
import { reachT } from '../numerics/normal.ts'
import { checkRequest, checkUpdate, validate } from '../validation.ts'

interface State {
  readonly level: number
  readonly last: number
  /** One-step errors known, and the sum of their squares. */
  readonly errors: number
  readonly squares: number
  /** Changes from value to value: their sum and the sum of their squares. */
  readonly change: number
  readonly changes: number
  readonly kind: Kind
  readonly nonNegative: boolean
}

/**
 * With two to seven values there is too little to estimate a share of the newest value, a part of the drift, and how the variance of an
 * error grows by the step, and by its square where the drift may turn. These came first or near it on cuts of M3 (`npm run bench -- forecasting/few`); short histories of months and weeks
 * drift by chance.
 */
interface Kind {
  readonly share: number
  readonly drift: number
  readonly growth: number
  readonly turning: number
}
const steady: Kind = { share: 0.5, drift: 0, growth: 0.5, turning: 0 }
const drifting: Kind = { share: 0.7, drift: 0.5, growth: 0.6, turning: 0.09 }
const mayDrift = 4
const fewestChanges = 3

/**
 * The level of late (simple exponential smoothing of a fixed share), and in years and quarters half the drift, shrunk by what of it may
 * be chance: for histories too short to estimate anything. Needs one value.
 */
export function recentLevel(): Model {
  return {
    name: 'recent level',
    fit(series, options) {
      const valid = validate(series, options)
      if (valid.kind === 'declined') return valid
      const kind = valid.seasonLength <= mayDrift ? drifting : steady
      const none = { errors: 0, squares: 0, change: 0, changes: 0 }
      let state: State = { level: Number.NaN, last: Number.NaN, ...none, kind, nonNegative: valid.nonNegative }
      for (const value of valid.y) state = seen(state, value)
      return fittedAt(state)
    },
  }
}

function seen(state: State, value: number): State {
  if (Number.isNaN(value)) return state
  if (Number.isNaN(state.level)) return { ...state, level: value, last: value }
  const error = value - state.level
  const change = value - state.last
  return {
    ...state,
    ...{ level: state.level + state.kind.share * error, last: value },
    ...{ errors: state.errors + 1, squares: state.squares + error * error },
    ...{ change: state.change + change, changes: state.changes + change * change },
  }
}

/** The mean change a step, shrunk towards none by its squared standard error over its own square (James and Stein's positive part). */
function driftOf({ errors: n, change, changes, kind }: State): number {
  if (n < fewestChanges || kind.drift === 0) return 0
  const step = change / n
  const error = Math.max(0, changes - n * step * step) / (n - 1) / n
  return step === 0 ? 0 : kind.drift * step * Math.max(0, 1 - error / (step * step))
}

function fittedAt(state: State): Fitted {
  const { errors, squares, kind, nonNegative } = state
  const drift = driftOf(state)
  return {
    kind: 'fitted',
    name: 'recent level',
    forecast(request) {
      const { horizon, levels } = checkRequest(request)
      // Half a step more, as the level lies behind a drift.
      const mean = Float64Array.from({ length: horizon }, (_, h) => state.level + drift * (h + 1.5))
      // The mean square of few errors is itself uncertain, beyond what Student's law of three degrees tells.
      const variance = errors > 0 ? (squares / errors) * (1 + 2 / errors) : 0
      const deviation = mean.map((_, h) => Math.sqrt(variance * (1 + h * (kind.growth + h * kind.turning))))
      const intervals = levels.map((level) => {
        const reach = reachT(level, errors)
        return {
          level,
          lo: mean.map((value, h) => value - reach * deviation[h]!),
          hi: mean.map((value, h) => value + reach * deviation[h]!),
        }
      })
      return sensible({ mean, intervals, nonNegative })
    },
    update: (value) => fittedAt(seen(state, checkUpdate(value))),
  }
}
