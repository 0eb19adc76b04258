import { majorText, minorDigits } from '../numbers/minor.ts'

/** How one company writes numbers, money and dates. */
export type RegionalSettings = { locale: string; currency: string; timeZone: string }

/** Whole minor units (cents) as full money, exact: `$10,005.34`. */
export function formatMoney(
  minor: number,
  { currency, locale }: Pick<RegionalSettings, 'currency' | 'locale'>,
): string {
  return intl(locale, { style: 'currency', currency, ...noMinusZero }).format(majorText(minor, currency) as never)
}

/** Exact decimal text as money, rounded to the currency's digits for display only. */
export function formatDecimalMoney(
  text: string,
  { currency, locale }: Pick<RegionalSettings, 'currency' | 'locale'>,
): string {
  return intl(locale, { style: 'currency', currency, ...noMinusZero }).format(text as never)
}

/** An estimate in whole units of its currency: `$46,766,771`. */
export function formatWholeMoney(
  amount: number,
  { currency, locale }: Pick<RegionalSettings, 'currency' | 'locale'>,
): string {
  return intl(locale, { style: 'currency', currency, maximumFractionDigits: 0, ...noMinusZero }).format(amount)
}

/** Minor units shortened for pictures: `$4.1 M`. */
export function formatShortMoney(
  minor: number,
  { currency, locale }: Pick<RegionalSettings, 'currency' | 'locale'>,
): string {
  const options = { style: 'currency', currency, ...compactDigits, ...noMinusZero } as const
  return spaced(intl(locale, options).formatToParts(minor / 10 ** minorDigits(currency)))
}

/** A number with at most `digits` decimals (0 by default): `12,034`. */
export function formatNumber(value: number, { locale, digits = 0 }: { locale: string; digits?: number }): string {
  return intl(locale, { maximumFractionDigits: digits, ...noMinusZero }).format(value)
}

/** Exact decimal text with its own digits: `1,204.5000`. */
export function formatDecimal(text: string, { locale }: { locale: string }): string {
  const digits = text.split('.')[1]?.length ?? 0
  return intl(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text as never)
}

/** A number shortened for pictures: `4.1 M`, `820 K`, `312`. */
export function formatShort(value: number, { locale }: { locale: string }): string {
  return spaced(intl(locale, { ...compactDigits, ...noMinusZero }).formatToParts(value))
}

/** A share as per cent: 0.923 -> `92 %` or `92%`, as the locale has it. */
export function formatPercent(share: number, { locale, digits = 0 }: { locale: string; digits?: number }): string {
  return intl(locale, { style: 'percent', maximumFractionDigits: digits, ...noMinusZero }).format(share)
}

/** A change with its sign: `+1,204`, `−3`; zero has none. */
export function formatChange(value: number, { locale, digits = 0 }: { locale: string; digits?: number }): string {
  return intl(locale, { maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(value)
}

/** A day as people say it: `23 Nov 2026` in its locale's order. */
export function formatDay(day: string, { locale }: { locale: string }): string {
  return dates(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))
}

/** The month of a day: `Nov 2026`. */
export function formatMonth(day: string, { locale }: { locale: string }): string {
  const options = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return dates(locale, options).format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`))
}

/** An instant as day and time in the company's time zone. */
export function formatInstant(
  instant: string,
  { locale, timeZone }: Pick<RegionalSettings, 'locale' | 'timeZone'>,
): string {
  return dates(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant))
}

/** An instant of which only the day may be known: its day alone where it is midnight in the company's time zone. */
export function formatMoment(instant: string, regional: Pick<RegionalSettings, 'locale' | 'timeZone'>): string {
  const { locale, timeZone } = regional
  const at = new Date(instant)
  const clock = dates('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }).format(at)
  return clock === '00:00:00'
    ? dates(locale, { dateStyle: 'medium', timeZone }).format(at)
    : formatInstant(instant, regional)
}

/** What rounds to zero has no sign: a small loss is not `-0`. */
const noMinusZero = { signDisplay: 'negative' } as const

const compactDigits = { notation: 'compact', maximumSignificantDigits: 3 } as const

/** Puts a thin no-break space between a number and its short unit: `4.1M` becomes `4.1 M`. */
function spaced(parts: Intl.NumberFormatPart[]): string {
  return parts
    .map((part, at) =>
      part.type === 'compact' && /\d/.test(parts[at - 1]?.value ?? '') ? `\u202f${part.value}` : part.value,
    )
    .join('')
}

const numberFormats = new Map<string, Intl.NumberFormat>()
function intl(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return remembered(numberFormats, `${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options))
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return remembered(dateFormats, `${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options))
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}
