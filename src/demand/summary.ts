import type { Grain } from './schema.ts'

/** How many of the next periods are told in one number. */
export const aheadPeriods = { month: 3, week: 4 } as const

const recentPeriods = { month: 24, week: 52 } as const

/** A series in a handful of numbers, for trees and lists. Year-before figures are null where that year is not known. */
export type Summary = {
  recent: number[]
  latest: number
  lastYear: number | null
  ahead: number
  aheadLo80: number
  aheadHi80: number
  aheadYearBefore: number | null
}

/**
 * Sums up a series and its forecast. The range of a sum adds the ranges of its periods, which is as wide as it can be:
 * the errors of neighbouring periods go together.
 */
export function summarise(given: {
  grain: Grain
  seasonLength: number
  values: Float64Array
  mean: readonly number[]
  lo80: readonly number[]
  hi80: readonly number[]
  /** Whether the first period ahead has begun: then the sums begin after it. */
  isRunning: boolean
}): Summary {
  const { grain, seasonLength, values } = given
  const from = given.isRunning ? 1 : 0
  const to = from + aheadPeriods[grain]
  const first = values.length - seasonLength
  return {
    recent: Array.from(values.subarray(-recentPeriods[grain]), (value) => (Number.isNaN(value) ? 0 : value)),
    latest: known(values.at(-1)) ?? 0,
    lastYear: known(values[first - 1]),
    ahead: sum(given.mean.slice(from, to)),
    aheadLo80: sum(given.lo80.slice(from, to)),
    aheadHi80: sum(given.hi80.slice(from, to)),
    aheadYearBefore: first < 0 ? null : known(sum(values.subarray(first + from, first + to))),
  }
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0)
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
