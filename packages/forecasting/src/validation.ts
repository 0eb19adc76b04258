import {
  type Declined,
  declined,
  defaultLevels,
  type FitOptions,
  type ForecastRequest,
  type Values,
} from './contract.ts'
import { Refusal } from './refusal.ts'

const largest = 1e100
/** What is nearer to zero counts as zero: its squares would vanish. */
const smallest = 1e-100

/** A series that passed validation: finite or NaN, with at least one value, and its checked options. */
export interface Validated {
  readonly kind: 'valid'
  readonly y: Float64Array
  readonly observed: number
  readonly seasonLength: number
  readonly nonNegative: boolean
  readonly seed: number
}

/** Checks a series and its options once, for every model; what is refused is named with its value and position. */
export function validate(series: Values, options: FitOptions = {}): Validated | Declined {
  const seasonLength = options.seasonLength ?? 1
  if (!Number.isInteger(seasonLength) || seasonLength < 1) {
    return declined(`Season length ${seasonLength} is not a whole number of at least 1. Use 1 for no season.`)
  }
  if (series.length === 0) return declined('The series is empty. At least one value is needed.')
  const y = new Float64Array(series.length)
  let observed = 0
  for (let t = 0; t < y.length; t++) {
    const value = series[t]!
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY || Math.abs(value) > largest) {
      return declined(`Value ${value} at position ${t + 1} is out of range. Use NaN for a missing value.`)
    }
    y[t] = Math.abs(value) < smallest ? 0 : value
    if (!Number.isNaN(value)) observed++
  }
  if (observed === 0) return declined(`All values (${y.length}) are missing. At least one value is needed.`)
  return {
    kind: 'valid',
    y,
    observed,
    seasonLength,
    nonNegative: options.nonNegative ?? false,
    seed: options.seed ?? 1,
  }
}

/** Checks a forecast request; a wrong one is a bug of the caller and throws. */
export function checkRequest(request: ForecastRequest): { horizon: number; levels: readonly number[] } {
  const { horizon, levels = defaultLevels } = request
  if (!Number.isInteger(horizon) || horizon < 1) {
    throw new Refusal({
      code: 'horizon',
      value: horizon,
      message: `Horizon ${horizon} is not a whole number of at least 1.`,
    })
  }
  for (const level of levels) {
    if (!(level > 0 && level < 100)) {
      const message = `Level ${level} is not between 0 and 100 per cent. Use for example 80 or 95.`
      throw new Refusal({ code: 'level', value: level, message })
    }
  }
  return { horizon, levels }
}

/** Checks the next value of a fitted series; NaN is a missing period, anything else must be a finite number. */
export function checkUpdate(value: number): number {
  if (Math.abs(value) < smallest) return 0
  if (Number.isNaN(value) || Math.abs(value) <= largest) return value
  throw new Refusal({ code: 'value', value, message: `Value ${value} is out of range. Use NaN for a missing value.` })
}
