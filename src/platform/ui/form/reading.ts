import { shifted } from '#platform/numbers/exact.ts'
import { minorDigits } from '#platform/numbers/minor.ts'
import { type Asked, readTyped } from '#platform/numbers/typed.ts'
import { formatDecimal, formatMoney } from '../format.ts'

/** How a typed number is understood, shown back before it is saved: `→ $1,500.00, not $1.50`; nothing where it needs none. */
export function readingOf(text: string, asked: Asked): string | null {
  const typed = readTyped(text, asked)
  if (typed.kind !== 'read') return null
  const shown = writeValue(typed.value, asked)
  if (isPlain(text) && !typed.doubt) return null
  return typed.other === null ? `→ ${shown}` : `→ ${shown}, not ${writeValue(typed.other, asked)}`
}

/** Exact text as a screen shows it. */
export function writeValue(value: string, { locale, as, currency }: Asked): string {
  if (as === 'money' && currency) {
    const minor = Number(shifted(value, minorDigits(currency)))
    return Number.isSafeInteger(minor) ? formatMoney(minor, { currency, locale }) : value
  }
  return as === 'percent' ? `${formatDecimal(value, { locale })} %` : formatDecimal(value, { locale })
}

/** Bare digits, with at most two behind one mark, mean what they say. */
function isPlain(text: string): boolean {
  return /^\s*[-−]?\d+([.,]\d{1,2})?\s*$/.test(text)
}
