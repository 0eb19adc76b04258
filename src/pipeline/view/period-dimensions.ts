import {
  dateOf,
  formatDay,
  type Grain,
  labelOf,
  parseDay,
  periodOf,
  placeInYear,
  startOf,
  weekdayOf,
} from '@drumbeat/periods'
import { type DealHistory, NO_DAY } from '../history/deal-history.ts'
import type { Reference } from '../reference/reference.ts'
import type { DimensionName } from './dimension-names.ts'
import type { Dimension } from './dimensions.ts'

type Facts = { history: DealHistory; reference: Reference }
type What = 'created' | 'closed' | 'due'

/** Tells deals apart by when they were created, closed or are due: by period, by place in the quarter or year, by weekday. */
export function periodDimension(name: DimensionName, facts: Facts): Dimension {
  const at = name.indexOf('-')
  const [what, by] = [name.slice(0, at) as What, name.slice(at + 1)]
  const keyOfDay = remembered(keyOf(by, facts.reference))
  const dayOf = dayReader(what, facts.history)
  return {
    name,
    keyOf: (row, deal) => {
      const day = dayOf(row, deal)
      return day === NO_DAY ? 'none' : keyOfDay(day)
    },
    labelOf: (key) => (key === 'none' ? 'Without a day' : labelFor(by, key, facts.reference)),
  }
}

function dayReader(what: What, { versions, createdOn }: DealHistory): (row: number, deal: number) => number {
  if (what === 'created') return (_, deal) => createdOn[deal]!
  const column = what === 'closed' ? versions.closedOn : versions.expectedClose
  return (row) => column[row]!
}

function keyOf(by: string, { calendar }: Reference): (day: number) => string {
  const placeOf = (day: number, grain: Grain) => placeInYear(periodOf(day, grain, calendar), calendar)
  switch (by) {
    case 'day':
      return formatDay
    case 'day-of-month':
      return (day) => String(dateOf(day).day)
    case 'week-of-quarter':
      return (day) => String(1 + Math.floor((day - startOf(periodOf(day, 'quarter', calendar), calendar)) / 7))
    case 'quarter-of-year':
      return (day) => String(placeOf(day, 'quarter'))
    case 'month-of-quarter':
      // Of thirteen months, the last quarter has four.
      return (day) => String(placeOf(day, 'month') - 3 * (placeOf(day, 'quarter') - 1))
    case 'month-of-year':
      return (day) => String(placeOf(day, 'month'))
    case 'weekday':
      return (day) => String(weekdayOf(day))
    default:
      return (day) => formatDay(startOf(periodOf(day, by as Grain, calendar), calendar))
  }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function labelFor(by: string, key: string, { calendar, locale }: Reference): string {
  if (by === 'day') return key
  if (by === 'day-of-month') return `Day ${key} of the month`
  if (by === 'week-of-quarter') return `Week ${key} of the quarter`
  if (by === 'quarter-of-year') return `Quarter ${key} of the fiscal year`
  if (by === 'month-of-quarter') return `Month ${key} of the quarter`
  if (by === 'month-of-year') return `Month ${key} of the fiscal year`
  if (by === 'weekday') return weekdays[Number(key) - 1]!
  return labelOf(periodOf(parseDay(key)!, by as Grain, calendar), calendar, locale)
}

function remembered(keyOf: (day: number) => string): (day: number) => string {
  const known = new Map<number, string>()
  return (day) => {
    const found = known.get(day) ?? keyOf(day)
    known.set(day, found)
    return found
  }
}
