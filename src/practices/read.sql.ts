import { dateOf, dayOf, daysInMonth, formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { checkOf } from './checks/catalogue.ts'
import { measureAll, measureOne } from './measures/all.sql.ts'
import type { Asking } from './measures/measured.ts'
import type { Scorecard, ScoredCheck } from './schema.ts'
import { scorecard, scoredCheck, scoreIn } from './scorecard.ts'
import { readSettings, thresholdVersions } from './settings.sql.ts'

const MONTHS = 6
type Question = { db: Db; scope: Scope; now: Date; asOf?: string | undefined }

/** The scorecard as of a day. */
export async function readScorecard(question: Question): Promise<Scorecard> {
  const asking = await askingOf(question)
  const [settings, measures, { locale }] = await Promise.all([
    readSettings(asking.db),
    measureAll(asking),
    readCompany(asking.db),
  ])
  const card = scorecard({ asOf: asking.asOf, measures, settings })
  return { ...card, checks: card.checks.map((check) => inWords(check, writtenIn(locale))) }
}

/** One check, the rows behind it, and how it went in the last six months. */
export async function readCheck(question: Question, key: string) {
  const asking = await askingOf(question)
  const { db } = asking
  const [settings, { locale }] = [await readSettings(db), await readCompany(db)]
  const [check, written] = [checkOf(key)!, writtenIn(locale)]
  const trend = []
  for (const asOf of monthsBefore(asking.asOf)) {
    const then = await measureOne({ ...asking, asOf }, key)
    trend.push({ asOf, value: then.value, second: then.second?.value ?? null, score: scoreIn(check, then, settings) })
  }
  const measured = await measureOne(asking, key)
  return {
    check: inWords(scoredCheck(check, measured, settings), written),
    behind: measured.rows.map((row) => ({ ...row, detail: row.detail && written.sentence(row.detail) })),
    trend,
    versions: await thresholdVersions(db, key),
  }
}

/** What a check says, with its numbers and days written as the company writes them. */
function inWords(check: ScoredCheck, { sentence }: Written): ScoredCheck {
  const { formula, why, second } = check
  return {
    ...check,
    formula: sentence(formula),
    why: why && sentence(why),
    second: second && { ...second, formula: sentence(second.formula), why: second.why && sentence(second.why) },
  }
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
