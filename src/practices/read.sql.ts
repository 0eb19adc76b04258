import { dateOf, dayOf, daysInMonth, formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { checkOf } from './checks/catalogue.ts'
import { measureAll } from './measures/all.sql.ts'
import type { Asking } from './measures/measured.ts'
import type { Scorecard } from './schema.ts'
import { scorecard, scoreIn } from './scorecard.ts'
import { readSettings, thresholdVersions } from './settings.sql.ts'

const MONTHS = 6
type Question = { db: Db; scope: Scope; now: Date; asOf?: string | undefined }

/** The scorecard as of a day. */
export async function readScorecard(question: Question): Promise<Scorecard> {
  const asking = await askingOf(question)
  const settings = await readSettings(asking.db)
  return scorecard({ asOf: asking.asOf, measures: await measureAll(asking, settings.assigned), settings })
}

/** One check, the rows behind it, and how it went in the last six months. */
export async function readCheck(question: Question, key: string) {
  const asking = await askingOf(question)
  const { db } = asking
  const settings = await readSettings(db)
  const check = checkOf(key)!
  const bounds = settings.bounds.get(key) ?? check.bounds
  const measures = await measureAll(asking, settings.assigned)
  const trend = []
  for (const asOf of monthsBefore(asking.asOf)) {
    const then = asOf === asking.asOf ? measures : await measureAll({ ...asking, asOf }, settings.assigned)
    const { value } = then[key]!
    trend.push({ asOf, value, score: value === null ? null : scoreIn(check, value, bounds) })
  }
  const scored = scorecard({ asOf: asking.asOf, measures, settings }).checks.find((each) => each.key === key)!
  return { check: scored, behind: [...measures[key]!.rows], trend, versions: await thresholdVersions(db, key) }
}

/** How many people sell today: those with a quota of their own. */
export async function countReps(db: Db, now: Date): Promise<number> {
  const today = await companyToday(db, now)
  const { rows } = await sql<{ reps: number }>`
    select count(distinct subject_id)::int as reps from goals.quota
    where subject_kind = 'person' and ended_at is null and starts_on <= ${today} and ends_on > ${today}`.execute(db)
  return rows[0]!.reps
}

async function askingOf({ db, scope, now, asOf }: Question): Promise<Asking> {
  return { db, scope, now, asOf: asOf ?? (await companyToday(db, now)) }
}

/** The same day of the five months before, and the day itself; the last day of a month that is shorter. */
function monthsBefore(asOf: string): string[] {
  const { year, month, day } = dateOf(parseDay(asOf)!)
  return Array.from({ length: MONTHS }, (_, at) => {
    const count = year * 12 + month - MONTHS + at
    const then = { year: Math.floor(count / 12), month: (count % 12) + 1 }
    return formatDay(dayOf({ ...then, day: Math.min(day, daysInMonth(then)) }))
  })
}
