import { writtenIn } from '#platform/numbers/written.ts'
import type { Measure } from './schema.ts'

/** How sentences made on the server write an amount of a measure: units with their word, money as the screens do, in whole units of it. */
export function amountWriter(given: {
  measure: Measure
  /** The word for one of an item; none where the sentence says it. */
  unit: string
  currency: string
  locale: string
}): (value: number) => string {
  const { measure, unit, currency, locale } = given
  if (measure === 'units') {
    const { number } = writtenIn(locale)
    const word = unit === 'each' ? 'units' : unit
    return (value) => `${number(value)}${word && ` ${word}`}`
  }
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  return (value) => format.format(value)
}
