import { dayOf, daysInMonth, formatDay, weekdayOf } from '@drumbeat/periods'
import type { Question } from '#platform/importing/mapping.ts'

const dayFirst = /(?:^|[^0-9])(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?![0-9])/
const yearFirst = /(?:^|[^0-9])(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?![0-9])/
const week = /(?:^|[^a-z])(?:week|woche|kw|cw|w)[-_. ]?(\d{1,2})(?![0-9])/i
const year = /(?:^|[^0-9])(20\d{2})(?![0-9])/
const monthNumber =
  /(?:^|[^0-9])20\d{2}[-_. ](0[1-9]|1[0-2])(?![0-9])|(?:^|[^0-9])(0[1-9]|1[0-2])[-_. ]20\d{2}(?![0-9])/
const monthName =
  /(?:^|[^a-z])(jan(?:uary?)?|feb(?:ruary?)?|m[aä]r(?:z|ch)?|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)(?![a-zäöü])/i
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const isSnapshot = /snapshot|as[-_ ]?of|weekly|monthly|(?:^|[^a-z])stand(?![a-z])/i

/** The day in the name of a file, as weekly exports carry it. */
export function dayInName(fileName: string): string | undefined {
  const [, y, m, d] = yearFirst.exec(fileName) ?? []
  if (y) return `${y}-${m}-${d}`
  const [, day, month, ofYear] = dayFirst.exec(fileName) ?? []
  return day && `${ofYear}-${month}-${day}`
}

/**
 * A file whose name speaks of a time but of no day, and whose rows tell no change of their own, is a snapshot of some day:
 * which one is asked, with the days that its name leaves possible.
 */
export function takenQuestion(fileName: string): Question[] {
  if (dayInName(fileName)) return []
  const days = possibleDays(fileName.replace(/\.\w+$/, ''))
  if (!days) return []
  return [
    {
      id: 'constant:as_of',
      asks: 'The file does not say on which day it was taken. From which day do its values hold?',
      column: null,
      choices: days.map(({ day, label }) => ({ value: day, label })),
      takes: 'day',
    },
  ]
}

type Possible = { day: string; label: string }

function possibleDays(name: string): Possible[] | undefined {
  const ofYear = Number(year.exec(name)?.[1])
  const ofWeek = Number(week.exec(name)?.[1])
  if (ofWeek >= 1 && ofWeek <= 53) return ofYear ? daysOfWeek(ofYear, ofWeek) : []
  const month = monthIn(name)
  if (month) return ofYear ? endsOfMonth(ofYear, month) : []
  return isSnapshot.test(name) ? [] : undefined
}

function monthIn(name: string): number | undefined {
  const [, after, before] = monthNumber.exec(name) ?? []
  if (after || before) return Number(after ?? before)
  const said = monthName.exec(name)?.[1]?.toLowerCase()
  if (!said) return undefined
  const short = said.slice(0, 3).replace('mär', 'mar').replace('mai', 'may').replace('okt', 'oct').replace('dez', 'dec')
  return monthNames.indexOf(short) + 1
}

/** Monday, Friday and Sunday of an ISO week: the fourth of January lies in the first. */
function daysOfWeek(ofYear: number, ofWeek: number): Possible[] {
  const fourth = dayOf({ year: ofYear, month: 1, day: 4 })
  const monday = fourth - (weekdayOf(fourth) - 1) + 7 * (ofWeek - 1)
  return [
    { day: formatDay(monday + 4), label: `Friday, ${formatDay(monday + 4)}` },
    { day: formatDay(monday + 6), label: `Sunday, ${formatDay(monday + 6)}` },
    { day: formatDay(monday), label: `Monday, ${formatDay(monday)}` },
  ]
}

function endsOfMonth(ofYear: number, month: number): Possible[] {
  const first = dayOf({ year: ofYear, month, day: 1 })
  const last = first + daysInMonth({ year: ofYear, month }) - 1
  return [
    { day: formatDay(last), label: `the last of the month, ${formatDay(last)}` },
    { day: formatDay(first), label: `the first, ${formatDay(first)}` },
  ]
}
