/** How sentences made on the server write numbers: by the company's locale. */
export type Written = { number: (value: number) => string; percent: (share: number, digits?: number) => string }

/** The writers of a locale. */
export function writtenIn(locale: string): Written {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  return {
    number: (value) => plain.format(value),
    percent: (share, digits = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(share),
  }
}
