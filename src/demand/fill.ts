import { dayAfter, daysBetween, parseDay, weekdayOf } from '@drumbeat/periods'
import type { NamedPeriod } from './calendar.ts'

/** How much of a week's orders each weekday usually holds, Monday first; they sum to 1. */
export type Weekdays = readonly number[]

/** No weekday counts for less than this part of an even seventh: a single order on a Sunday is no wonder. */
const leastPart = 0.02

/** The usual share of each weekday, from what came on each; even where nothing came. */
export function weekdaysOf(totals: readonly number[]): Weekdays {
  const kept = totals.map((total) => Math.max(0, total))
  const sum = kept.reduce((all, each) => all + each, 0)
  const shares = kept.map((each) => Math.max(leastPart / 7, sum > 0 ? each / sum : 1 / 7))
  const whole = shares.reduce((all, each) => all + each, 0)
  return shares.map((share) => share / whole)
}

/** How far a period is by the evening of `through`, counting each day by what its weekday usually holds. */
export function elapsedBy(
  { startsOn, endsOn }: NamedPeriod,
  { through, weekdays }: { through: string; weekdays: Weekdays },
): number {
  if (through < startsOn) return 0
  const last = through < endsOn ? through : endsOn
  return weightOf({ from: startsOn, to: last }, weekdays) / weightOf({ from: startsOn, to: endsOn }, weekdays)
}

/** The day by whose evening a period is as far as `elapsed`, to the nearest day; the day before it begins where none is. */
export function cutOf(
  { startsOn, endsOn }: NamedPeriod,
  { elapsed, weekdays }: { elapsed: number; weekdays: Weekdays },
): string {
  const days = daysBetween({ from: startsOn, to: endsOn }) + 1
  const wanted = elapsed * weightOf({ from: startsOn, to: endsOn }, weekdays)
  let [best, miss, sum] = [0, wanted, 0]
  for (let day = 1; day <= days; day++) {
    sum += weekdays[weekdayOf(parseDay(dayAfter(startsOn, day - 1))!) - 1]!
    if (Math.abs(sum - wanted) < miss - 1e-12) [best, miss] = [day, Math.abs(sum - wanted)]
  }
  return dayAfter(startsOn, best - 1)
}

function weightOf({ from, to }: { from: string; to: string }, weekdays: Weekdays): number {
  let sum = 0
  for (let i = 0; i <= daysBetween({ from, to }); i++) sum += weekdays[weekdayOf(parseDay(dayAfter(from, i))!) - 1]!
  return sum
}
