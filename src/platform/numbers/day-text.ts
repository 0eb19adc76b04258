/** A typed day as `2026-11-23`, or why it is none; in doubt where day and month could be the other way round. */
export type TypedDay = { kind: 'day'; day: string; doubt: boolean } | { kind: 'refused'; says: string }

/** Reads a day as people of a locale type or see it: `12/24/2026`, `24.12.26`, `Dec 24, 2026`, `2026-12-24`. */
export function readDay(text: string, locale: string): TypedDay {
  const bare = text.replace(/[\u200e\u200f]/g, '').trim()
  const iso =
    /^(\d{4})[-/.]\s*(\d{1,2})[-/.]\s*(\d{1,2})\.?$/.exec(bare) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(bare)
  if (iso) return dayOf({ year: iso[1]!, month: iso[2]!, day: iso[3]! }, { text, locale, doubt: false })
  const order = orderOf(locale)
  const parts = /^(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})\.?$/.exec(bare)
  if (parts) {
    const [first, second] = [parts[1]!, parts[2]!]
    const dayFirst = Number(first) > 12 || (order === 'day first' && Number(second) <= 12)
    const [day, month] = dayFirst ? [first, second] : [second, first]
    const either = Number(first) <= 12 && Number(second) <= 12 && first !== second
    return dayOf({ year: fullYear(parts[3]!), month, day }, { text, locale, doubt: either && order === 'year first' })
  }
  return withName(bare, { text, locale })
}

function withName(bare: string, { text, locale }: { text: string; locale: string }): TypedDay {
  const numbers = bare.match(/\d+/g) ?? []
  const name = bare.toLocaleLowerCase(locale).replace(/[\d,]/g, ' ').replace(/\s+/g, ' ').trim()
  const year = numbers.find((each) => each.length === 4)
  const day = numbers.find((each) => each.length <= 2)
  const month = monthOf(name, locale)
  if (numbers.length !== 2 || !year || !day || month === 0) return none(text, locale)
  return dayOf({ year, month: String(month), day }, { text, locale, doubt: false })
}

function monthOf(name: string, locale: string): number {
  const bare = (text: string) => text.toLocaleLowerCase(locale).replace(/[\d,]/g, ' ').replace(/\s+/g, ' ').trim()
  for (const each of [locale, 'en-GB', 'en-US']) {
    for (const style of ['medium', 'long'] as const) {
      const format = new Intl.DateTimeFormat(each, { dateStyle: style, timeZone: 'UTC' })
      for (let month = 0; month < 12; month++) {
        const written = bare(format.format(Date.UTC(2026, month, 20)))
        if (written !== '' && (written === name || written.replaceAll('.', '') === name.replaceAll('.', '')))
          return month + 1
      }
    }
  }
  return 0
}

function dayOf(
  { year, month, day }: { year: string; month: string; day: string },
  { text, locale, doubt }: { text: string; locale: string; doubt: boolean },
): TypedDay {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return none(text, locale)
  return { kind: 'day', day: at.toISOString().slice(0, 10), doubt }
}

function orderOf(locale: string): 'day first' | 'month first' | 'year first' {
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  const order = format.formatToParts(Date.UTC(2026, 10, 23)).map((part) => part.type)
  if (order.indexOf('year') < order.indexOf('month')) return 'year first'
  return order.indexOf('day') < order.indexOf('month') ? 'day first' : 'month first'
}

function fullYear(text: string): string {
  return text.length === 2 ? `20${text}` : text
}

function none(text: string, locale: string): TypedDay {
  const example = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2026, 10, 23),
  )
  return { kind: 'refused', says: `“${text.trim()}” is no day. Write it like ${example} or 2026-11-23.` }
}
