/** Typed money in whole minor units, exact; null when it is empty or no amount. */
export function minorOf(typed: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d+)(?:[.,](\d*))?$/.exec(typed.trim().replace(/[\s'’ ]/g, ''))
  if (!match) return null
  const [, sign, whole, part = ''] = match
  if (part.length > digits && /[1-9]/.test(part.slice(digits))) return null
  const minor = Number(`${whole}${part.slice(0, digits).padEnd(digits, '0')}`)
  if (!Number.isSafeInteger(minor)) return null
  return sign ? -minor : minor
}

/** Minor units as plain text in major units, for an input. */
export function majorOf(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const major = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return `${minor < 0 ? '-' : ''}${major}`
}

function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
