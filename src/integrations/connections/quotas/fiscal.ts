import { fiscalPeriod } from '#goals/period.ts'

type Facts = Parameters<typeof fiscalPeriod>[1]

/** Tells days that are a month, quarter or year of the company's calendar. */
export function fiscalDays(facts: Facts, locale: string): (period: { from: string; to: string }) => boolean {
  return ({ from, to }) =>
    (['month', 'quarter', 'year'] as const).some((grain) => {
      const period = fiscalPeriod({ grain, on: from }, facts, locale)
      return period.from === from && period.to === to
    })
}
