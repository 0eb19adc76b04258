/** Reads a decimal as people of a locale write it (`1.234,50`) into exact text (`1234.50`); null when it is none. */
export function readDecimal(text: string, locale: string): string | null {
  const { group, decimal } = separators(locale)
  const bare = text.replace(/[\s'\u2019\u00a0\u202f]/g, '')
  const plain = bare.split(group).join('').replace(decimal, '.')
  const isGrouped = bare.includes(group)
  if (isGrouped && !wellGrouped(bare, { group, decimal })) return /^-?\d+(\.\d+)?$/.test(bare) ? bare : null
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null
}

/** Writes exact text for a field, with the decimal sign of the locale and no grouping. */
export function writeDecimal(text: string, locale: string): string {
  return text.replace('.', separators(locale).decimal)
}

function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const group = of('group').trim()
  return { group: group === '' ? '\u202f' : group, decimal: of('decimal') || '.' }
}

/** `1.234,50` is grouped well in German, `1.5` is not: that is a decimal point. */
function wellGrouped(text: string, { group, decimal }: { group: string; decimal: string }): boolean {
  const whole = text.split(decimal)[0] ?? ''
  const [first = '', ...rest] = whole.replace('-', '').split(group)
  return first.length >= 1 && first.length <= 3 && rest.every((part) => part.length === 3)
}
