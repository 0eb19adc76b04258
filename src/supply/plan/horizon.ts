import { daysBetween } from '@drumbeat/periods'
import { periodsFrom } from '#demand/calendar.ts'
import type { Inputs } from './inputs.ts'

/** One period of a plan; of the running one only the days that are left count. */
export type PlanPeriod = { startsOn: string; endsOn: string; label: string; from: string; days: number; share: number }

/** The periods of a plan: the one that runs, as far as it is left, and those after it. */
export function horizonOf({ calendar, today, policy }: Pick<Inputs, 'calendar' | 'today' | 'policy'>): PlanPeriod[] {
  const periods = periodsFrom({ grain: 'month', calendar, startsOn: today, count: policy.horizonPeriods })
  return periods.map((period, at) => {
    const from = at === 0 ? today : period.startsOn
    const days = daysBetween({ from, to: period.endsOn }) + 1
    return { ...period, from, days, share: days / (daysBetween({ from: period.startsOn, to: period.endsOn }) + 1) }
  })
}

/** Which period a day falls in; before the first is the first, after the last is null. */
export function periodOf(periods: readonly PlanPeriod[], day: string): number | null {
  if (day < periods[0]!.from) return 0
  const at = periods.findIndex((period) => day >= period.startsOn && day <= period.endsOn)
  return at < 0 ? null : at
}

/** How many days of a period, from today on, lie in a span of days. */
export function daysWithin({ from, endsOn }: PlanPeriod, span: { startsOn: string; endsOn: string }): number {
  const [first, last] = [from > span.startsOn ? from : span.startsOn, endsOn < span.endsOn ? endsOn : span.endsOn]
  return last < first ? 0 : daysBetween({ from: first, to: last }) + 1
}

/** Days of a usual month. */
export const monthDays = 30.4

/** A lead time as a row of the model states it; less than nothing is none. */
export function leadRow(days: number): { leadTime: number } | { leadDays: number } {
  return days > 0 ? { leadDays: Number(days.toFixed(3)) } : { leadTime: 0 }
}

/** A lead time in months and parts of one. */
export function leadMonths(days: number): number {
  return Math.max(0, days / monthDays)
}
