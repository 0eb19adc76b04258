import { dateOf, dayAfter, dayOf, daysInMonth, formatDay, parseDay } from '@drumbeat/periods'

export type RampMonth = {
  month: number
  plannedShare: number
  closedMinor: number
  share: number | null
}

/** The first day of each full month since a start, and the day after the last: `[start, start + 1 month, …]`. */
export function monthStarts({ startsOn, today, most }: { startsOn: string; today: string; most: number }): string[] {
  const starts = [startsOn]
  for (let month = 1; month <= most; month++) {
    const next = monthsAfter(startsOn, month)
    if (next > today) break
    starts.push(next)
  }
  return starts
}

/** The same day so many months later; the last day of a month that is shorter. */
export function monthsAfter(day: string, months: number): string {
  const { year, month, day: inMonth } = dateOf(parseDay(day)!)
  const count = year * 12 + month - 1 + months
  const then = { year: Math.floor(count / 12), month: (count % 12) + 1 }
  return formatDay(dayOf({ ...then, day: Math.min(inMonth, daysInMonth(then)) }))
}

/**
 * What somebody closed in each full month since the start, as a share of a full monthly quota, beside the share that the
 * plan expects; a plan's last share holds from then on. `againstPlan` is everything closed by everything expected.
 */
export function rampAgainstPlan(given: {
  closedMinor: readonly number[]
  plan: readonly number[]
  fullMonthlyMinor: number | null
}): { months: RampMonth[]; againstPlan: number | null } {
  const { closedMinor, plan, fullMonthlyMinor } = given
  const months = closedMinor.map((closed, at) => ({
    month: at + 1,
    plannedShare: plan[Math.min(at, plan.length - 1)]!,
    closedMinor: closed,
    share: fullMonthlyMinor === null ? null : closed / fullMonthlyMinor,
  }))
  const expected = months.reduce((sum, { plannedShare }) => sum + plannedShare, 0) * (fullMonthlyMinor ?? 0)
  const closed = closedMinor.reduce((sum, each) => sum + each, 0)
  return { months, againstPlan: expected > 0 ? closed / expected : null }
}

/** A single month says little of who sells a few deals a quarter: so many in a row are taken together. */
const MONTHS_TOGETHER = 3

/**
 * Months until a plan expects its last, full share, and the first month that with the two after it came to as much on average;
 * null while none did, or nobody can say.
 */
export function rampMonths(given: { plan: readonly number[]; months: readonly RampMonth[] }): {
  plannedMonths: number
  takenMonths: number | null
} {
  const { plan, months } = given
  const full = plan.at(-1)!
  const reached = (at: number) => {
    const some = months.slice(at, at + MONTHS_TOGETHER).map(({ share }) => share ?? Number.NaN)
    return some.reduce((sum, share) => sum + share, 0) >= full * MONTHS_TOGETHER
  }
  const taken = months.slice(MONTHS_TOGETHER - 1).findIndex((_, at) => reached(at))
  return { plannedMonths: plan.indexOf(full) + 1, takenMonths: taken < 0 ? null : taken + 1 }
}

export type Milestone = 'in time' | 'late' | 'not yet' | 'overdue'

/** Where something stands that was due so many days after a start: in time through the last of these days. */
export function milestone(given: { startsOn: string; days: number; doneOn: string | null; today: string }): Milestone {
  const due = dayAfter(given.startsOn, given.days)
  if (given.doneOn !== null) return given.doneOn <= due ? 'in time' : 'late'
  return given.today <= due ? 'not yet' : 'overdue'
}
