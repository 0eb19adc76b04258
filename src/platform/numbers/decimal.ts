/** Rounds exact decimal text to so many digits after the point, half away from zero; says whether anything was lost. */
export function roundDecimal(text: string, digits: number): { value: string; exact: boolean } {
  const at = text.indexOf('.')
  if (at < 0 || text.length - at - 1 <= digits) return { value: text, exact: true }
  const kept = text.slice(0, at) + text.slice(at + 1, at + 1 + digits)
  const lost = text.slice(at + 1 + digits)
  const negative = text.startsWith('-')
  const magnitude = BigInt(negative ? kept.slice(1) : kept) + (lost[0]! >= '5' ? 1n : 0n)
  const sign = negative && magnitude > 0n ? '-' : ''
  return { value: sign + placePoint(magnitude.toString(), digits), exact: /^0*$/.test(lost) }
}

/** Exact decimal text as whole minor units (cents); rounds half away from zero and says whether anything was lost. */
export function toMinor(text: string, digits: number): { minor: string; exact: boolean } {
  const { value, exact } = roundDecimal(text, digits)
  return { minor: movePoint(value, digits), exact }
}

/** The exact product of two decimal texts. */
export function multiply(a: string, b: string): string {
  const [left, right] = [unscaled(a), unscaled(b)]
  const product = left.value * right.value
  const magnitude = placePoint((product < 0n ? -product : product).toString(), left.digits + right.digits)
  return product < 0n ? `-${magnitude}` : magnitude
}

/** The exact sum of two decimal texts. */
export function add(a: string, b: string): string {
  const [left, right] = [unscaled(a), unscaled(b)]
  const digits = Math.max(left.digits, right.digits)
  const sum = left.value * 10n ** BigInt(digits - left.digits) + right.value * 10n ** BigInt(digits - right.digits)
  const magnitude = placePoint((sum < 0n ? -sum : sum).toString(), digits)
  return sum < 0n ? `-${magnitude}` : magnitude
}

/** Moves the point of exact decimal text to the right by that many digits. */
export function movePoint(text: string, shift: number): string {
  if (shift === 0) return text
  const { value, digits } = unscaled(text)
  const negative = value < 0n
  const magnitude = (negative ? -value : value).toString()
  const left = digits - shift
  const moved = left >= 0 ? placePoint(magnitude, left) : magnitude + '0'.repeat(value === 0n ? 0 : -left)
  return negative ? `-${moved}` : moved
}

function unscaled(text: string): { value: bigint; digits: number } {
  const at = text.indexOf('.')
  return at < 0
    ? { value: BigInt(text), digits: 0 }
    : { value: BigInt(text.replace('.', '')), digits: text.length - at - 1 }
}

function placePoint(magnitude: string, digits: number): string {
  if (digits === 0) return magnitude
  const padded = magnitude.padStart(digits + 1, '0')
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}
