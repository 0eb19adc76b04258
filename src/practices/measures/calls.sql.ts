import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { callAccuracy } from '#revenue/accuracy.sql.ts'
import type { CallAccuracy } from '#revenue/schema.ts'
import { type Asking, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

const WEEKS = 13
/** The day of a quarter whose calls are held against its end. */
const CALL_DAY = 7

/** Checks 1 to 3, from calls and what was closed. */
export async function callMeasures(asking: Asking): Promise<Measures> {
  const { db, scope, asOf } = asking
  const [submitted, { lines }] = await Promise.all([
    weeklyCalls(asking),
    callAccuracy(db, scope, {
      grain: 'quarter',
      day: CALL_DAY,
      covers: 'own',
      periods: 4,
      now: new Date(`${asOf}T12:00:00Z`),
    }),
  ])
  return {
    'forecast-submitted': submitted,
    'forecast-accurate': accuracyIn(lines),
    'forecast-unbiased': biasIn(lines),
  }
}

type Weekly = { personId: string; name: string; due: number; called: number }

/** Of each week in which somebody had a quota of their own, whether they called in it. */
async function weeklyCalls({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<Weekly>`
    with week as (
      select ${dayAfter(asOf, -7 * WEEKS)}::date + 7 * n as starts_on from generate_series(0, ${WEEKS - 1}) as n
    ), due as (
      select distinct week.starts_on, quota.subject_id as person_id from week
      join goals.quota quota on quota.subject_kind = 'person' and quota.ended_at is null
        and quota.starts_on < week.starts_on + 7 and quota.ends_on > week.starts_on
      join company.person person on person.id = quota.subject_id
        and (person.left_on is null or person.left_on > week.starts_on)
    )
    select due.person_id as "personId", person.name, count(*) as due, count(*) filter (where exists (
      select from revenue.call call where call.person_id = due.person_id and call.voice = 'self'
        and call.said_at >= due.starts_on and call.said_at < due.starts_on + 7)) as called
    from due join company.person person on person.id = due.person_id
    group by 1, 2 order by count(*) desc, person.name`.execute(db)
  const late = rows.filter(({ due, called }) => called < due).sort((a, b) => b.due - b.called - (a.due - a.called))
  return shareOf({
    hits: rows.reduce((sum, { called }) => sum + called, 0),
    n: rows.reduce((sum, { due }) => sum + due, 0),
    none: 'Nobody had a quota of their own in the last 13 weeks, so that no call was due.',
    rows: late.map(({ personId, name, due, called }) => ({
      label: name,
      detail: `called in ${called} of ${due} weeks`,
      to: `/revenue?person=${personId}`,
    })),
  })
}

type Period = { label: string; call: number; actual: number }

function periodsOf(lines: readonly CallAccuracy[]): Period[] {
  const points = lines.flatMap((line) => line.points)
  return [...Map.groupBy(points, ({ startsOn }) => startsOn).values()].map((some) => ({
    label: some[0]!.label,
    call: some.reduce((sum, { commitMinor }) => sum + commitMinor, 0),
    actual: some.reduce((sum, { actualMinor }) => sum + actualMinor, 0),
  }))
}

function accuracyIn(lines: readonly CallAccuracy[]): Measured {
  const periods = periodsOf(lines)
  const closed = periods.reduce((sum, { actual }) => sum + actual, 0)
  if (closed <= 0) return cannotTell(`No quarter has ended for which somebody had called by day ${CALL_DAY}.`)
  const off = periods.reduce((sum, { call, actual }) => sum + Math.abs(call - actual), 0)
  return { value: 1 - off / closed, n: periods.length, cannotTell: null, rows: furthestOff(lines) }
}

function biasIn(lines: readonly CallAccuracy[]): Measured {
  const periods = periodsOf(lines)
  const closed = periods.reduce((sum, { actual }) => sum + actual, 0)
  if (periods.length < 4 || closed <= 0) return cannotTell(`${periods.length} of four quarters with calls have ended.`)
  const over = periods.reduce((sum, { call, actual }) => sum + call - actual, 0)
  return { value: over / closed, n: periods.length, cannotTell: null, rows: furthestOff(lines) }
}

/** Whose calls were off, the largest bias first. */
function furthestOff(lines: readonly CallAccuracy[]) {
  return lines.map(({ personId, name, bias, periods, verdict }) => ({
    label: name,
    detail: bias === null ? verdict : `${verdict}: ${Math.round(100 * bias)} % over ${periods} quarters`,
    to: `/revenue?tab=accuracy&person=${personId}`,
  }))
}
