import { Refusal } from '../refusal.ts'
import { civil, type Day, dayOf, readDay, weekday } from './day.ts'
import { type Feast, feastDay } from './feasts.ts'

/** Which facts of the calendar may move a series; period 0 is the one that begins on `first` (such as 2020-01-01). */
export interface CalendarChoice {
  readonly grain: 'day' | 'week' | 'month' | 'quarter'
  readonly first: string
  /** Working days: their number against that of weekend days, or each day of the week on its own. */
  readonly tradingDays?: 'weekdays' | 'each'
  /** The leap day, and other differences of a period from its usual length. */
  readonly length?: boolean
  /** Moving feasts: the share of the days from `before` days before to `after` days after that fall into the period. */
  readonly feasts?: readonly { readonly feast: Feast; readonly before?: number; readonly after?: number }[]
  /** Holidays given by their dates: how many fall into the period. */
  readonly holidays?: readonly { readonly name: string; readonly dates: readonly string[] }[]
}

/** One fact of the calendar as columns of a regression; `at(t)` is its value in period t, however far ahead. */
export interface CalendarFact {
  readonly name: string
  readonly columns: readonly { readonly name: string; at(t: number): number }[]
}

/** The columns of a calendar. Feasts of months and quarters are counted net of their long-run mean, which is season. */
export function calendarFacts(choice: CalendarChoice): CalendarFact[] {
  const begin = beginnings(choice)
  const facts: CalendarFact[] = []
  if (choice.tradingDays === 'weekdays') {
    const at = (t: number) => countDays(begin, t, (day) => (weekday(day) < 5 ? 1 : -2.5))
    facts.push({ name: 'trading days', columns: [{ name: 'trading days', at }] })
  }
  if (choice.tradingDays === 'each') {
    const columns = weekdayNames.map((name, i) => ({
      name,
      at: (t: number) => countDays(begin, t, (day) => (weekday(day) === i ? 1 : weekday(day) === 6 ? -1 : 0)),
    }))
    facts.push({ name: 'trading days', columns })
  }
  if (choice.length) {
    const at = (t: number) => begin(t + 1) - begin(t) - usualLength(choice.grain, begin(t))
    facts.push({ name: 'length', columns: [{ name: 'length', at }] })
  }
  for (const { feast, before = 0, after = 0 } of choice.feasts ?? []) {
    facts.push({ name: feast, columns: [{ name: feast, at: feastShare({ feast, before, after, begin, choice }) }] })
  }
  for (const { name, dates } of choice.holidays ?? []) {
    const days = dates.map(readDay)
    const at = (t: number) => days.filter((day) => day >= begin(t) && day < begin(t + 1)).length
    facts.push({ name, columns: [{ name, at }] })
  }
  return facts
}

const weekdayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays']

/** The first day of each period. */
function beginnings({ grain, first }: CalendarChoice): (t: number) => Day {
  const day = readDay(first)
  if (grain === 'day') return (t) => day + t
  if (grain === 'week') return (t) => day + 7 * t
  const { year, month, date } = civil(day)
  if (date !== 1) {
    const message = `The first ${grain} begins on ${first}, not on the first of a month. Use for example ${first.slice(0, 8)}01.`
    throw new Refusal({ code: 'value', value: first, message })
  }
  const step = grain === 'month' ? 1 : 3
  return (t) => dayOf(year, month + step * t, 1)
}

function countDays(begin: (t: number) => Day, t: number, weight: (day: Day) => number): number {
  let sum = 0
  for (let day = begin(t); day < begin(t + 1); day++) sum += weight(day)
  return sum
}

/** Twelve months are 365.2425 days; only February's length is not the same every year. */
function usualLength(grain: CalendarChoice['grain'], begin: Day): number {
  if (grain === 'day') return 1
  if (grain === 'week') return 7
  const { month } = civil(begin)
  const end = month + (grain === 'month' ? 1 : 3)
  const hasFebruary = month <= 2 && end > 2
  return dayOf(2001, end, 1) - dayOf(2001, month, 1) + (hasFebruary ? leapShare : 0)
}

const leapShare = 0.2425

function feastShare(given: {
  feast: Feast
  before: number
  after: number
  begin: (t: number) => Day
  choice: CalendarChoice
}): (t: number) => number {
  const { feast, before, after, begin, choice } = given
  const share = (from: Day, to: Day) => {
    const year = civil(from).year
    let days = 0
    for (const each of [year, year + 1]) {
      const day = feastDay(feast, each)
      days += Math.max(0, Math.min(to, day + after + 1) - Math.max(from, day - before))
    }
    return days / (before + after + 1)
  }
  if (choice.grain === 'day' || choice.grain === 'week') return (t) => share(begin(t), begin(t + 1))
  const step = choice.grain === 'month' ? 1 : 3
  const means = new Map<number, number>()
  const mean = (month: number) => {
    const known = means.get(month)
    if (known !== undefined) return known
    let sum = 0
    for (let year = 1800; year < 2200; year++) sum += share(dayOf(year, month, 1), dayOf(year, month + step, 1))
    means.set(month, sum / 400)
    return sum / 400
  }
  return (t) => share(begin(t), begin(t + 1)) - mean(civil(begin(t)).month)
}
