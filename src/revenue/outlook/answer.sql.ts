import { formatDay, parseDay, weekdayOf } from '@drumbeat/periods'
import { readCompany } from '#company/profile.sql.ts'
import { type QuotaLines, quotaLines } from '#goals/attainment.sql.ts'
import { dealLines } from '#pipeline/lives.sql.ts'
import { type SegmentName, segmentation } from '#pipeline/segments.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { dayEnds } from '../calls/day-ends.sql.ts'
import { type OutlookAsked, outlookAsked } from './asked.sql.ts'
import type { Owners } from './bookings.ts'
import { type DayOutlook, dayOutlook } from './day-outlook.sql.ts'
import { movesBetween } from './moves.ts'
import { recordedThen } from './points.sql.ts'
import type { Subject } from './points.ts'
import { qualityOf } from './quality.ts'
import { type Scenario, scenarioOf } from './scenario.sql.ts'
import { outlookBySegment } from './segments.ts'
import { ownersOf } from './subjects.sql.ts'

/** Why nothing can be said where no model was learned. */
export const notLearned =
  'Nothing has been learned from deals yet: that needs deals that closed before the quarter began. It is tried each night and after each import.'

const mostMoves = 12

type Told = { since?: string | undefined; by?: readonly SegmentName[] | undefined }

/** The outlook of a period, beside its quota and what it was on an earlier day. */
export async function outlookAnswer(
  db: Db,
  scope: Scope,
  { since, win = [], lose = [], by = [], ...asked }: OutlookAsked & Scenario & Told,
  now: Date,
) {
  const { period, day, subject, owners, currency } = await outlookAsked(db, scope, asked, now)
  const { known } = asked
  const knownAt = known === 'then' ? (await dayEnds(db, { first: day, last: day })).get(day) : undefined
  const goals = await quotaLines(db, scope, { grain: period.grain as 'quarter', on: period.from, now, knownAt })
  const quotaMinor = quotaOf(goals, subject)
  const onDay = await dayOutlook(db, scope, { period, day, known, now })
  const recorded = await recordedThen(db, { ...period, day, subject, owners })
  const told = { period, currency, asOf: day, subject, quotaMinor, recorded }
  if (!onDay) {
    return {
      ...told,
      outlook: null,
      why: notLearned,
      shareOfQuota: null,
      chanceOfQuota: null,
      scenario: null,
      before: null,
      quality: null,
      segments: [],
    }
  }
  const { bookings, expected } = onDay.of(owners)
  const isGoal = quotaMinor !== null && quotaMinor > 0
  return {
    ...told,
    outlook: expected,
    why: null,
    shareOfQuota: isGoal ? expected.meanMinor / quotaMinor : null,
    chanceOfQuota: isGoal ? bookings.atLeast(quotaMinor) : null,
    scenario: await scenarioOf(db, scope, { onDay, owners, quotaMinor, win, lose, day, known, now }),
    before: await beforeThat(db, scope, { onDay, subject, since: since ?? mondayBefore(day), day, period, known, now }),
    quality: qualityOf(onDay.learned, writtenIn((await readCompany(db)).locale)),
    segments: await toldApart(db, scope, { onDay, owners, day, known, by, now }),
  }
}

type Apart = Pick<Parameters<typeof segmentation>[1], 'known' | 'by'> & {
  onDay: DayOutlook
  owners: Owners
  day: string
  now: Date
}

async function toldApart(db: Db, scope: Scope, { onDay, owners, day, known, by, now }: Apart) {
  if (by.length === 0) return []
  return outlookBySegment(onDay, owners, await segmentation({ db, scope, now }, { asOf: day, known, by }))
}

/** The quota of a subject: of a person with those below, a team, or the company. */
export function quotaOf(goals: QuotaLines, { kind, id }: Subject): number | null {
  if (kind === 'team') return goals.teams.find(({ subjectId }) => subjectId === id)?.quotaMinor ?? null
  if (kind === 'company' && goals.company) return goals.company.quotaMinor
  if (kind !== 'company') return goals.people.find(({ subjectId }) => subjectId === id)?.quotaMinor ?? null
  const ids = new Set(goals.people.map(({ subjectId }) => subjectId))
  const tops = goals.people.filter(({ managerId }) => managerId === null || !ids.has(managerId))
  const known = tops.flatMap(({ quotaMinor }) => (quotaMinor === null ? [] : [quotaMinor]))
  return known.length === 0 ? null : known.reduce((sum, minor) => sum + minor, 0)
}

type Earlier = {
  onDay: DayOutlook
  subject: Subject
  since: string
  day: string
  period: { from: string; to: string }
  known: OutlookAsked['known']
  now: Date
}

async function beforeThat(db: Db, scope: Scope, asked: Earlier) {
  const { onDay, subject, since, day, period, known, now } = asked
  if (since >= day) return null
  const before = await dayOutlook(db, scope, { period, day: since, known, now })
  if (!before) return null
  const ownersThen = await ownersOf(db, subject, since)
  const ownersNow = await ownersOf(db, subject, day)
  const moved = movesBetween(before, onDay, (each) => (each === before ? ownersThen : ownersNow)).slice(0, mostMoves)
  const ids = moved.flatMap(({ id }) => (id === null ? [] : [id]))
  const lines = new Map((await dealLines({ db, scope, now }, { asOf: day, known, ids })).map((line) => [line.id, line]))
  const moves = moved.map(({ id, before: was, after }) => {
    const [beforeMinor, afterMinor] = [Math.round(was), Math.round(after)]
    return {
      deal: id === null ? null : (lines.get(id) ?? null),
      beforeMinor,
      afterMinor,
      changeMinor: afterMinor - beforeMinor,
    }
  })
  // A shared deal that the reader does not see counts by their part, unnamed.
  const named = moves.filter(({ deal }, at) => deal !== null || moved[at]!.id === null)
  return { day: since, outlook: before.of(ownersThen).expected, moves: named }
}

function mondayBefore(day: string): string {
  const number = parseDay(day)!
  return formatDay(number - (((weekdayOf(number) + 5) % 7) + 1))
}
