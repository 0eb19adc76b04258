/** The decimal point of a column; the other one of comma and point groups thousands there. */
export type Point = '.' | ','

const plain = /^-?\d{1,18}(?:\.\d{1,6})?$/

/**
 * Reads a written number as exact decimal text ("(1.234,50 €)" with point "," is "-1234.50"); undefined if it is none.
 * Never goes through floating point. `scale` moves the point to the right by that many digits.
 */
export function readDecimal(text: string, style: { point: Point; scale?: number }): string | undefined {
  if (style.point === '.' && !style.scale && plain.test(text)) return text
  const stripped = stripDecoration(text)
  if (!stripped) return undefined
  const digits = ungroup(stripped.digits, style.point)
  if (digits === undefined) return undefined
  const moved = movePoint(digits, stripped.shift + (style.scale ?? 0))
  return stripped.negative && /[1-9]/.test(moved) ? `-${moved}` : moved
}

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

/** Which point a column uses, decided from all sampled values, with the reason; `certain` is false where both fit. */
export function decimalPoint(samples: string[]): { point: Point; certain: boolean; reason: string } {
  let ambiguous: string | undefined
  for (const sample of samples) {
    const text = stripDecoration(sample)?.digits
    if (text === undefined) continue
    const sure = surePoint(text)
    if (sure)
      return { point: sure, certain: true, reason: `"${sample}" has a decimal ${sure === '.' ? 'point' : 'comma'}` }
    if (/[.,]/.test(text)) ambiguous ??= sample
  }
  if (ambiguous === undefined) return { point: '.', certain: true, reason: 'whole numbers only' }
  return { point: '.', certain: false, reason: `"${ambiguous}" can be read with a decimal comma or a decimal point` }
}

/** Whether a text looks like a written number in either style. */
export function looksDecimal(text: string): boolean {
  return readDecimal(text, { point: '.' }) !== undefined || readDecimal(text, { point: ',' }) !== undefined
}

function stripDecoration(text: string): { digits: string; negative: boolean; shift: number } | undefined {
  let body = text
    .trim()
    .replace(/^[A-Z]{3}(?=[\s\d(.,-])|(?<=[\s\d)])[A-Z]{3}$/g, '')
    .replace(/[\p{Sc}\s\u00a0\u202f'’_]/gu, '')
  let negative = false
  if (/^\(.*\)$/.test(body)) [negative, body] = [true, body.slice(1, -1)]
  let shift = 0
  if (body.endsWith('%')) [shift, body] = [-2, body.slice(0, -1)]
  if (/^[-−+]/.test(body)) [negative, body] = [negative !== (body[0] !== '+'), body.slice(1)]
  else if (/[-−]$/.test(body)) [negative, body] = [!negative, body.slice(0, -1)]
  const power = /^([\d.,]+)[eE]([+-]?\d{1,2})$/.exec(body)
  if (power) [body, shift] = [power[1]!, shift + Number(power[2])]
  return /^[\d.,]*\d[\d.,]*$/.test(body) ? { digits: body, negative, shift } : undefined
}

function surePoint(text: string): Point | undefined {
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')]
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const at = Math.max(comma, point)
  if (at < 0) return undefined
  const mark = text[at] as Point
  const other: Point = mark === ',' ? '.' : ','
  if (text.indexOf(mark) !== at) return other
  const isGroup = text.length - at - 1 === 3 && at >= 1 && at <= 3 && !/^0/.test(text)
  return isGroup ? undefined : mark
}

function ungroup(text: string, point: Point): string | undefined {
  const [whole = '', fraction, ...more] = text.split(point)
  const group = point === '.' ? ',' : '.'
  if (more.length > 0 || fraction?.includes(group)) return undefined
  if (whole.includes(group)) {
    const parts = whole.split(group)
    const fits =
      /^\d{1,3}$/.test(parts[0]!) &&
      /^\d{3}$/.test(parts.at(-1)!) &&
      parts.slice(1, -1).every((part) => /^\d{2,3}$/.test(part))
    if (!fits) return undefined
  }
  const joined = whole.replaceAll(group, '').replace(/^0+(?=\d)/, '') || '0'
  return fraction ? `${joined}.${fraction}` : joined
}

function movePoint(text: string, shift: number): string {
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
