import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Manner } from './format.ts'
import * as write from './format.ts'

const MannerContext = createContext<Manner>({ locale: 'en-US', currency: 'USD', timeZone: 'UTC' })

/** Says how the company below writes numbers, money and dates. */
export function MannerProvider({ manner, children }: { manner: Manner; children: ReactNode }) {
  return <MannerContext value={manner}>{children}</MannerContext>
}

/** The formatters in the company's manner: `const { money, shortMoney, number, short, percent, day } = useFormat()`. */
export function useFormat() {
  const manner = useContext(MannerContext)
  return useMemo(() => formatters(manner), [manner])
}

function formatters(manner: Manner) {
  const { locale } = manner
  const inCurrency = (currency?: string | null) => (currency ? { ...manner, currency } : manner)
  return {
    manner,
    decimalMark: write.formatNumber(0.5, { locale, digits: 1 }).replace(/\d/g, ''),
    money: (minor: number, currency?: string | null) => write.formatMoney(minor, inCurrency(currency)),
    shortMoney: (minor: number, currency?: string | null) => write.formatShortMoney(minor, inCurrency(currency)),
    decimalMoney: (text: string, currency?: string | null) => write.formatDecimalMoney(text, inCurrency(currency)),
    number: (value: number, digits = 0) => write.formatNumber(value, { locale, digits }),
    decimal: (text: string) => write.formatDecimal(text, { locale }),
    short: (value: number) => write.formatShort(value, { locale }),
    percent: (share: number, digits = 0) => write.formatPercent(share, { locale, digits }),
    change: (value: number, digits = 0) => write.formatChange(value, { locale, digits }),
    day: (day: string) => write.formatDay(day, { locale }),
    instant: (instant: string) => write.formatInstant(instant, manner),
    moment: (instant: string) => write.formatMoment(instant, manner),
  }
}
