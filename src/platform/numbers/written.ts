/** How sentences made on the server write numbers and days: by the company's locale. */
export type Written = {
  number: (value: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  /** A day, YYYY-MM-DD, as people of the locale write it. */
  day: (day: string) => string
  /** A sentence of a kernel or of a record, which writes its numbers plainly (`12.3 %`, `48210.5`, `2026-10-31`), as people write them. */
  sentence: (plain: string) => string
}

/** What a plain sentence writes for people to read: days, shares, decimals and whole numbers that are no years. Codes are left alone. */
const figures = /(?<![\w.,/#:-])(?:(\d{4}-\d\d-\d\d)|(\d+(?:\.(\d+))?)( %)?)(?![\w/:-]|[.,]\d)/g

/** A whole number that is a year: of these centuries, without a sign, and counting nothing. */
const year = /^(19|20)\d\d$/
const signed = /[+−-]$/
const counts = /^ (?!(?:and|or|to|until|as|at|by|for|from|in|is|of|on|the|was|were|with)\b)[a-z]/

/** The writers of a locale. */
export function writtenIn(locale: string): Written {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const numbers = byDigits((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }))
  const percents = byDigits(
    (digits) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  )
  const number: Written['number'] = (value, digits = 0) => numbers(digits).format(value)
  const percent: Written['percent'] = (share, digits = 0) => percents(digits).format(share)
  const day: Written['day'] = (text) => days.format(new Date(`${text}T00:00:00Z`))
  return {
    number,
    percent,
    day,
    sentence: (plain) =>
      plain.replace(figures, (all, on?: string, figure?: string, decimals = '', share?: string, at = 0) => {
        if (on) return day(on)
        if (share) return percent(Number(figure) / 100, decimals.length)
        const [before, after] = [plain.slice(0, Number(at)), plain.slice(Number(at) + all.length)]
        const isYear = year.test(figure!) && !signed.test(before) && !counts.test(after)
        return isYear ? all : number(Number(figure), decimals.length)
      }),
  }
}

/** A format is dear to make: one for each count of digits. */
function byDigits(make: (digits: number) => Intl.NumberFormat): (digits: number) => Intl.NumberFormat {
  const made = new Map<number, Intl.NumberFormat>()
  return (digits) => {
    const format = made.get(digits) ?? make(digits)
    made.set(digits, format)
    return format
  }
}
