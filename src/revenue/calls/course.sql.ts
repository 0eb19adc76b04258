import { dayAfter } from '@drumbeat/periods'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { pointsOfSubject } from '../outlook/points.sql.ts'
import type { Subject } from '../outlook/points.ts'
import type { Method, Ranged, RollUpLine } from '../schema.ts'
import { closings } from './book.sql.ts'
import { callsOf } from './calls.sql.ts'
import { closingsOn } from './closings.sql.ts'
import { below, type CourseDay, courseOf } from './course.ts'
import { dayEnds } from './day-ends.sql.ts'
import { type Asked, placeOf } from './period.sql.ts'
import { rollUpOf } from './roll-up.sql.ts'

/** The way of a period, day by day until the day looked at, of everybody the reader sees or of one person with those below. */
export async function courseThrough(
  db: Db,
  scope: Scope,
  asked: Asked & {
    method: Method
    personId?: string | undefined
    asOf?: string | undefined
    known?: 'now' | 'then' | undefined
    now: Date
  },
): Promise<{
  period: RollUpPeriod
  currency: string
  quotaMinor: number | null
  days: (CourseDay & { outlook: Ranged | null })[]
}> {
  const { period, today, currency } = await placeOf(db, asked, asked.now)
  const span = { from: period.from, to: period.to }
  const day = asked.asOf ?? today
  const last = day < period.to ? day : dayAfter(period.to, -1)
  const [held, calls, closed, ends] = await Promise.all([
    rollUpOf(db, scope, asked),
    callsOf(db, scope, span),
    asked.asOf === undefined
      ? closings(db, scope, span)
      : closingsOn(db, scope, { ...span, asOf: day, known: asked.known, now: asked.now }),
    dayEnds(db, { first: period.from, last }),
  ])
  const everybody = held.lines.map(
    ({ own: _own, team: _team, adjustment: _adjustment, outlook: _o, corrected: _c, ...line }) => ({
      ...line,
      expected: false,
      sharedDeals: 0,
    }),
  )
  const members = asked.personId ? below(everybody, asked.personId) : everybody
  const line = held.lines.find((each) => each.personId === asked.personId)
  const days = courseOf({
    first: period.from,
    last,
    members,
    calls: asked.personId ? calls.filter((call) => call.personId !== asked.personId || call.voice === 'self') : calls,
    closings: closed,
    method: asked.method,
    endOf: (day) => ends.get(day)!,
  })
  const points = await recorded(db, scope, {
    ...{ span, line: line ?? null, isWhole: !asked.personId },
    by: asked.known === 'then' && day < today ? (ends.get(day) ?? ends.get(last)) : undefined,
  })
  const now = asked.personId ? (line?.outlook ?? null) : held.total.outlook
  return {
    period,
    currency,
    quotaMinor: asked.personId ? (line?.quotaMinor ?? null) : held.total.quotaMinor,
    days: days.map((each) => ({ ...each, outlook: points.get(each.day) ?? (each.day === day ? now : null) })),
  }
}

/** What was recorded of the outlook, by day, up to an instant; of everybody only for those who see everybody's deals. */
async function recorded(
  db: Db,
  scope: Scope,
  {
    span,
    line,
    isWhole,
    by,
  }: { span: { from: string; to: string }; line: RollUpLine | null; isWhole: boolean; by: string | undefined },
): Promise<Map<string, Ranged>> {
  const subject = isWhole ? wholeOf(scope) : line && subjectOf(line)
  const points = subject === null ? [] : await pointsOfSubject(db, { ...span, subject, by })
  return new Map(points.map(({ day, meanMinor, loMinor, hiMinor }) => [day, { meanMinor, loMinor, hiMinor }]))
}

function wholeOf({ sees, personId }: Scope): Subject | null {
  if (sees.deals === 'all') return { kind: 'company', id: null }
  if (personId === null) return null
  return { kind: sees.deals.length > 1 ? 'tree' : 'person', id: personId }
}

function subjectOf({ hasReports, personId }: RollUpLine): Subject {
  return { kind: hasReports ? 'tree' : 'person', id: personId }
}

type RollUpPeriod = Awaited<ReturnType<typeof placeOf>>['period']
