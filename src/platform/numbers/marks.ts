/** How a locale writes numbers: its marks, its digits, and its short words for thousands and millions. */
export type Marks = {
  decimals: ReadonlySet<string>
  groups: ReadonlySet<string>
  /** The locale's own digits, zero first. */
  digits: readonly string[]
  /** Short and long words to the power of ten they stand for: `Mio.` -> 6. */
  powers: ReadonlyMap<string, number>
}

const known = new Map<string, Marks>()

/** The marks of a locale, taken from the formatters that write its numbers, so that reading follows writing. */
export function marksOf(locale: string): Marks {
  const found = known.get(locale) ?? readMarks(locale)
  known.set(locale, found)
  return found
}

/** Understood everywhere; the locale's own words come first. */
const commonPowers: [string, number][] = [
  ...['k', 'tsd', 'tsd.', 'thousand'].map((word): [string, number] => [word, 3]),
  ...['m', 'mm', 'mn', 'mln', 'mio', 'mio.', 'million'].map((word): [string, number] => [word, 6]),
  ...['bn', 'mrd', 'mrd.'].map((word): [string, number] => [word, 9]),
]

function readMarks(locale: string): Marks {
  const styles = [{ useGrouping: 'always' }, { useGrouping: 'always', style: 'currency', currency: 'EUR' }] as const
  const parts = styles.flatMap((style) => new Intl.NumberFormat(locale, style as never).formatToParts(1234567.5))
  const of = (type: string) =>
    new Set(parts.filter((part) => part.type === type).map((part) => (/\s/.test(part.value) ? ' ' : part.value)))
  const decimals = of('decimal')
  const groups = new Set([...of('group')].filter((mark) => !decimals.has(mark)))
  const digits = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)].reverse()
  return { decimals, groups, digits, powers: powersOf(locale) }
}

function powersOf(locale: string): Map<string, number> {
  const own = new Map<string, number>()
  for (const compactDisplay of ['long', 'short'] as const) {
    const format = new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay, numberingSystem: 'latn' })
    for (let power = 3; power <= 14; power++) {
      for (const count of [1, 2, 5]) addWord(own, format.formatToParts(count * 10 ** power), { power, count })
    }
  }
  const inAnyCase = [...own].map(([word, power]): [string, number] => [word.toLowerCase(), power])
  return new Map([...commonPowers, ...inAnyCase, ...own])
}

/** `2 Mio.` for 2,000,000 teaches that `Mio.` is a million; `20 Mio.` for 20,000,000 teaches the same. */
function addWord(
  own: Map<string, number>,
  parts: Intl.NumberFormatPart[],
  { power, count }: { power: number; count: number },
): void {
  const word = parts.find((part) => part.type === 'compact')?.value.trim()
  if (!word) return
  const whole = parts.filter((part) => part.type === 'integer').map((part) => part.value)
  own.set(word, power - Math.round(Math.log10(Number(whole.join('')) / count)))
}
