import { type Marks, marksOf } from './marks.ts'

/** What stands beside the digits: a currency, per cent, a power of ten. */
export type Units = { currency: string | null; percent: boolean; power: number }

const percentWords = ['%', '٪', '％', 'percent', 'per cent', 'pct', 'prozent']

/** Reads what stands before and behind the digits (`Mio. €`, `k USD`, `%`); null when a word is not known. */
export function readUnits(text: string, { locale, currency }: { locale: string; currency: string }): Units | null {
  const units: Units = { currency: null, percent: false, power: 0 }
  let rest = text.trim()
  while (rest !== '') {
    const taken = takeOne(rest, { marks: marksOf(locale), locale, currency })
    if (!taken) return null
    if (taken.currency) units.currency = taken.currency
    if (taken.percent) units.percent = true
    if (taken.power) units.power += taken.power
    rest = rest.slice(taken.word.length).trim()
  }
  return units
}

type Taken = { word: string; currency?: string; percent?: boolean; power?: number }

function takeOne(text: string, known: { marks: Marks; locale: string; currency: string }): Taken | null {
  for (let length = Math.min(text.length, 24); length > 0; length--) {
    const word = text.slice(0, length)
    if (/[a-z]$/i.test(word) && /^[a-z]/i.test(text.slice(length))) continue
    const meaning = meaningOf(word, known)
    if (meaning) return { word, ...meaning }
  }
  return null
}

function meaningOf(
  word: string,
  { marks, locale, currency }: { marks: Marks; locale: string; currency: string },
): Omit<Taken, 'word'> | null {
  const power = marks.powers.get(word) ?? marks.powers.get(word.toLowerCase())
  if (power !== undefined) return { power }
  if (percentWords.includes(word.toLowerCase())) return { percent: true }
  const code = signsOf(currency, locale).has(word) ? currency : codeOf(word, locale)
  return code === null ? null : { currency: code }
}

/** Signs that people write though no formatter of ours does. */
const commonSigns: Readonly<Record<string, string>> = {
  US$: 'USD',
  C$: 'CAD',
  AU$: 'AUD',
  'Fr.': 'CHF',
  'SFr.': 'CHF',
  '₺': 'TRY',
  '₽': 'RUB',
  '₴': 'UAH',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
  円: 'JPY',
  元: 'CNY',
}

/** Every sign that a currency has in its own locale or ours: `$`, `US$`, `CA$`, `USD`. */
function signsOf(currency: string, locale: string): Set<string> {
  return remembered(signs, `${currency} ${locale}`, () => {
    const wanted = [locale, 'en'].flatMap((each) => [
      signOf(currency, each, 'symbol'),
      signOf(currency, each, 'narrowSymbol'),
    ])
    return new Set([currency, currency.toLowerCase(), ...wanted])
  })
}

function codeOf(word: string, locale: string): string | null {
  const codes = remembered(codesBySign, locale, () => {
    const all = Intl.supportedValuesOf('currency')
    return new Map(all.flatMap((code) => [[signOf(code, locale, 'symbol'), code] as const, [code, code] as const]))
  })
  return codes.get(word) ?? commonSigns[word] ?? codes.get(word.toUpperCase()) ?? null
}

function signOf(currency: string, locale: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(1)
  return (parts.find((part) => part.type === 'currency')?.value ?? currency).replace(/[\u200e\u200f\u061c]/g, '').trim()
}

const signs = new Map<string, Set<string>>()
const codesBySign = new Map<string, Map<string, string>>()

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}
