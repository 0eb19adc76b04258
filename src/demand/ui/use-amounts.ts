import { useMemo } from 'react'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Measure } from '../schema.ts'

/** How figures of one measure are written: expected ones rounded, those that happened exactly. */
export type Amounts = {
  unit: string
  /** An expected figure in full. */
  full: (value: number) => string
  /** The same, shortened for sentences and pictures. */
  short: (value: number) => string
  /** The width of a range, as `80%`. */
  width: (level: number) => string
  /** What happened, from exact text. */
  exact: (text: string) => string
}

/** The writing of units or of money in company currency. */
export function useAmounts(measure: Measure, itemUnit = 'units'): Amounts {
  const { decimalMoney, decimal, number, percent, short, regional } = useFormat()
  const unit = itemUnit === 'each' ? 'units' : itemUnit
  return useMemo(() => {
    if (measure === 'units') {
      const fine = (value: number) => number(value, Math.abs(value) < 10 ? 1 : 0)
      return {
        unit,
        width: percent,
        full: fine,
        short: (value) => (Math.abs(value) < 10_000 ? fine(value) : short(value)),
        exact: decimal,
      }
    }
    const shortMoney = new Intl.NumberFormat(regional.locale, {
      ...{ style: 'currency', currency: regional.currency, notation: 'compact', maximumSignificantDigits: 3 },
    } as Intl.NumberFormatOptions)
    return {
      unit: regional.currency,
      width: percent,
      full: (value) => decimalMoney(String(Math.round(value))).replace(/([.,])00(?=\D*$)/, ''),
      short: (value) => shortMoney.format(value),
      exact: (text) => decimalMoney(text),
    }
  }, [measure, unit, decimalMoney, decimal, number, percent, short, regional])
}
