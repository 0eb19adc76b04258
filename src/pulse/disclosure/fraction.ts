/** An exact fraction in lowest terms; `den` is positive. */
export type Fraction = { num: bigint; den: bigint }

export const zero: Fraction = { num: 0n, den: 1n }
export const one: Fraction = { num: 1n, den: 1n }

/** The fraction num/den in lowest terms. */
export function fraction(num: bigint, den: bigint): Fraction {
  const common = divisor(num < 0n ? -num : num, den < 0n ? -den : den) || 1n
  const sign = den < 0n ? -1n : 1n
  return { num: (sign * num) / common, den: (sign * den) / common }
}

/** a - factor x b. */
export function lessTimes(a: Fraction, factor: Fraction, b: Fraction): Fraction {
  return fraction(a.num * factor.den * b.den - factor.num * b.num * a.den, a.den * factor.den * b.den)
}

/** a / b. */
export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den, a.den * b.num)
}

/** a + b. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den)
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b)
}
