import type { Finding } from './finding.ts'

/** A period, what stands there, and what the other periods lead to expect (NaN where they cannot say). */
export interface Departure {
  readonly index: number
  readonly value: number
  readonly expected: number
  readonly strength: number
}

/** A value far from what the periods around it lead to expect. */
export function outlier({ index, value, expected, strength }: Departure): Finding {
  const reason = `${short(value)} is ${strength.toFixed(1)} standard deviations from the ${short(expected)} that the other periods lead to expect.`
  return { index, kind: 'outlier', value, used: expected, reason, strength, accepted: true }
}

/** A period with little or nothing to sell; more than was expected is never taken down. */
export function stockOut({ index, value, expected, strength }: Departure): Finding {
  const used = value > expected ? value : expected
  const known = strength === Number.POSITIVE_INFINITY
  const usual = Number.isNaN(used) ? 'it is taken as missing' : `${short(used)} is used`
  const reason = known
    ? `Not available for the whole period, ${short(value)} sold: ${usual}.`
    : `${short(value)} where ${short(expected)} was to be expected, in a series that is otherwise never near zero: probably nothing to sell.`
  return { index, kind: 'stock-out', value, used, reason, strength, accepted: true }
}

/** A last period far below what was to be expected. */
export function partialPeriod({ index, value, expected, strength }: Departure): Finding {
  const reason = `The last period has ${short(value)} where ${short(expected)} was to be expected (${strength.toFixed(1)} standard deviations): probably not yet whole.`
  return { index, kind: 'partial period', value, used: expected, reason, strength, accepted: true }
}

/** A level that jumped and stayed: earlier values are brought to it. */
export function shifted(given: {
  index: number
  value: number
  by: number
  strength: number
  multiplied: boolean
}): Finding {
  const { index, value, by, strength, multiplied } = given
  const size = multiplied ? `by ${((by - 1) * 100).toFixed(0)} %` : `by ${short(by)}`
  const reason = `From here on the level is ${by > (multiplied ? 1 : 0) ? 'higher' : 'lower'} ${size} (${strength.toFixed(1)} standard deviations): earlier values are brought to it.`
  return { index, kind: 'level shift', value, used: value, reason, strength, accepted: true, shift: { multiplied, by } }
}

/** Four digits are enough to read. */
function short(value: number): string {
  return Number.isNaN(value) ? 'nothing known' : String(Number(value.toPrecision(4)))
}
