/** How sentences made on the server write numbers and days: by the company's locale. */
export type Written = {
  number: (value: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  /** A day, YYYY-MM-DD, as people of the locale write it. */
  day: (day: string) => string
}

/** The writers of a locale. */
export function writtenIn(locale: string): Written {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    number: (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    percent: (share, digits = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(share),
  }
}
