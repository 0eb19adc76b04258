/** Money and rates as whole millionths: a product of an amount, a share and a rate is exact, with 18 digits behind the point. */
export const MILLION = 1_000_000n

/** Decimal text as millionths; the seventh digit behind the point is rounded, halves away from zero. */
export function millionths(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = BigInt(whole + fraction.slice(0, 6).padEnd(6, '0')) + ((fraction[6] ?? '0') >= '5' ? 1n : 0n)
  return sign === '-' ? -digits : digits
}

/** A whole number of 10^-digits as decimal text without idle zeros. */
export function decimalText(value: bigint, digits: number): string {
  const [sign, size] = value < 0n ? ['-', -value] : ['', value]
  const text = String(size).padStart(digits + 1, '0')
  const fraction = text.slice(text.length - digits).replace(/0+$/, '')
  return `${sign}${text.slice(0, text.length - digits)}${fraction === '' ? '' : `.${fraction}`}`
}

/** A quotient rounded to a whole number, halves away from zero. */
export function rounded(value: bigint, by: bigint): bigint {
  const half = by / 2n
  return value < 0n ? -((-value + half) / by) : (value + half) / by
}

/** Exact amounts of 10^-18 as whole minor units that sum exactly to the rounded total: the largest remainders get the cents. */
export function inMinor(exact: readonly bigint[], minorDigits: number): { parts: number[]; total: number } {
  const unit = 10n ** BigInt(18 - minorDigits)
  const total = rounded(
    exact.reduce((sum, each) => sum + each, 0n),
    unit,
  )
  const floors = exact.map((each) => floorOf(each, unit))
  const missing = Number(total - floors.reduce((sum, each) => sum + each, 0n))
  const byRemainder = exact
    .map((each, at) => ({ at, remainder: each - floors[at]! * unit }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))
  for (const { at } of byRemainder.slice(0, missing)) floors[at] = floors[at]! + 1n
  return { parts: floors.map(Number), total: Number(total) }
}

function floorOf(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value < 0n && value % by !== 0n ? quotient - 1n : quotient
}
