const codes = new Set(Intl.supportedValuesOf('currency'))
const signs: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', US$: 'USD', '£': 'GBP', '¥': 'JPY', '₹': 'INR' }
const inBrackets = /\s*[([]([^)\]]*)[)\]]\s*$/
const scaleBeside =
  /^(?:mio\.?|tsd\.?|mn|'?000s?|k|t|m)\s*(?=\S)|(?<=\p{Sc}|[A-Z]{3}|\s)\s*(?:mio\.?|tsd\.?|mn|'?000s?|k|m)$/iu
const shortened = /[\s_]+(?:in[\s_]+)?((?:k|T|M|mn|Mio\.?\s*|Tsd\.?\s*)(?:\p{Sc}|EUR|USD|GBP|CHF))$/u
const behind = /[\s_]+(?:in[\s_]+)?(\p{Sc}|US\$|[A-Z]{3})$/u

/** The header without the unit that stands behind it: "Amount (USD)", "Umsatz in EUR", "Revenue €", "Weight [kg]". */
export function withoutUnit(header: string): string {
  const bare = header.trim()
  if (inBrackets.test(bare)) return bare.replace(inBrackets, '')
  if (shortened.test(bare)) return bare.replace(shortened, '')
  return currencyOfHeader(bare) === undefined ? bare : bare.replace(behind, '')
}

/** The currency that a header names for its amounts. */
export function currencyOfHeader(header: string): string | undefined {
  const bare = header.trim()
  const word =
    inBrackets
      .exec(bare)?.[1]
      ?.replace(/^in\s+/i, '')
      .trim() ??
    shortened.exec(bare)?.[1] ??
    behind.exec(bare)?.[1] ??
    ''
  return codeOf(word) ?? codeOf(word.replace(scaleBeside, ''))
}

function codeOf(word: string): string | undefined {
  return signs[word] ?? (/^[A-Z]{3}$/i.test(word) && codes.has(word.toUpperCase()) ? word.toUpperCase() : undefined)
}

/** By which power of ten a header says its amounts are shortened: "Amount (k€)" and "Umsatz in T€" 3, "Revenue (USD m)" 6. */
export function scaleOfHeader(header: string): number {
  const word = (inBrackets.exec(header.trim())?.[1] ?? shortened.exec(header.trim())?.[1] ?? '')
    .replace(/^in\s+/i, '')
    .trim()
  if (/^(?:thousands?|tausend|tsd\.?|'?000s?|k)$/i.test(word)) return 3
  if (/^(?:millions?|millionen|mio\.?)$/i.test(word)) return 6
  if (codeOf(word)) return 0
  const beside = scaleBeside.exec(word)?.[0].trim().toLowerCase().replace('.', '')
  if (!beside || currencyOfHeader(`(${word})`) === undefined) return 0
  return /^(?:k|t|tsd|'?000s?)$/.test(beside) ? 3 : 6
}
