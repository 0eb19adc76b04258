import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { RegionalSettings } from './format.ts'
import * as write from './format.ts'

const RegionalContext = createContext<RegionalSettings>({ locale: 'en-US', currency: 'USD', timeZone: 'UTC' })

/** Says how the company below writes numbers, money and dates. */
export function RegionalProvider({ regional, children }: { regional: RegionalSettings; children: ReactNode }) {
  return <RegionalContext value={regional}>{children}</RegionalContext>
}

/** Formatters by the company's regional settings: `const { money, shortMoney, number, short, percent, day } = useFormat()`. */
export function useFormat() {
  const regional = useContext(RegionalContext)
  return useMemo(() => formatters(regional), [regional])
}

function formatters(regional: RegionalSettings) {
  const { locale } = regional
  const inCurrency = (currency?: string | null) => (currency ? { ...regional, currency } : regional)
  return {
    regional,
    decimalMark: write.formatNumber(0.5, { locale, digits: 1 }).replace(/\d/g, ''),
    money: (minor: number, currency?: string | null) => write.formatMoney(minor, inCurrency(currency)),
    shortMoney: (minor: number, currency?: string | null) => write.formatShortMoney(minor, inCurrency(currency)),
    decimalMoney: (text: string, currency?: string | null) => write.formatDecimalMoney(text, inCurrency(currency)),
    wholeMoney: (amount: number, currency?: string | null) => write.formatWholeMoney(amount, inCurrency(currency)),
    number: (value: number, digits = 0) => write.formatNumber(value, { locale, digits }),
    decimal: (text: string) => write.formatDecimal(text, { locale }),
    short: (value: number) => write.formatShort(value, { locale }),
    percent: (share: number, digits = 0) => write.formatPercent(share, { locale, digits }),
    change: (value: number, digits = 0) => write.formatChange(value, { locale, digits }),
    day: (day: string) => write.formatDay(day, { locale }),
    month: (day: string) => write.formatMonth(day, { locale }),
    instant: (instant: string) => write.formatInstant(instant, regional),
    moment: (instant: string) => write.formatMoment(instant, regional),
  }
}
