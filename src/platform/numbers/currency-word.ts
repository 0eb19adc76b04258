const codes = new Set(Intl.supportedValuesOf('currency'))
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  us$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  zł: 'PLN',
  rmb: 'CNY',
  euros: 'EUR',
  'us dollars': 'USD',
  dollar: 'USD',
  dollars: 'USD',
  'pound sterling': 'GBP',
  pounds: 'GBP',
}

let named: ReadonlyMap<string, string> | undefined

/** The code of a currency that a column names by code, sign or word ("EUR", "€", "Euro", "US-Dollar"); undefined if it names none. */
export function currencyCalled(text: string): string | undefined {
  const word = text.trim().toLowerCase()
  const code = word.toUpperCase()
  if (codes.has(code)) return code
  named ??= namesOfCurrencies()
  return signs[word] ?? named.get(word)
}

function namesOfCurrencies(): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const locale of ['en', 'de', 'fr', 'es']) {
    const words = new Intl.DisplayNames(locale, { type: 'currency' })
    for (const code of codes) names.set((words.of(code) ?? code).toLowerCase(), code)
  }
  return names
}
