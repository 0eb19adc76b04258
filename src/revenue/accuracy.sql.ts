import { dayAfter } from '@drumbeat/periods'
import { companyProfile } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import { treeBelow } from '#company/scope.ts'
import { fiscalPeriod } from '#goals/period.ts'
import type { Attainment } from '#goals/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { measure, type Outcome } from './accuracy/accuracy.ts'
import { closings } from './calls/book.sql.ts'
import { callsSince } from './calls/calls.sql.ts'
import { callsInForce } from './calls/calls-in-force.ts'
import { dayEnds } from './calls/day-ends.sql.ts'
import { placeOf } from './calls/period.sql.ts'
import type { CallAccuracy, Covers, Grain } from './schema.ts'

type Asked = { grain: Grain; day: number; covers: Covers; periods: number; now: Date }

/** Accuracy and bias of each submitter over the newest ended periods, at a day of the period; the largest bias first. */
export async function callAccuracy(
  db: Db,
  scope: Scope,
  asked: Asked,
): Promise<{ currency: string; lines: CallAccuracy[] }> {
  const { currency, periods } = await endedPeriods(db, asked)
  const span = { from: periods.at(-1)!.from, to: periods[0]!.to }
  const [calls, closed, ends, lines] = await Promise.all([
    callsSince(db, scope, span),
    closings(db, scope, span),
    dayEnds(db, { first: span.from, last: span.to }),
    reportingLines(db),
  ])
  const outcomes = new Map<string, { name: string; points: Outcome[] }>()
  for (const period of periods) {
    const lookedOn = dayAfter(period.from, asked.day - 1)
    const at = ends.get(lookedOn < period.to ? lookedOn : dayAfter(period.to, -1))!
    const ofPeriod = calls.filter((call) => call.startsOn === period.from && call.endsOn === period.to)
    for (const [personId, inForce] of callsInForce(ofPeriod, at)) {
      const call = inForce[asked.covers]
      if (!call) continue
      const day = dayAfter(period.to, -1)
      const whose = asked.covers === 'own' ? [personId] : treeBelow({ personId, lines, day })
      const held = outcomes.get(personId) ?? { name: call.personName, points: [] }
      const actualMinor = closedBy(closed, { whose: new Set(whose), period })
      const { from: startsOn, label } = period
      held.points.push({ startsOn, label, commitMinor: call.commitMinor, actualMinor })
      outcomes.set(personId, held)
    }
  }
  const measured = [...outcomes].map(([personId, { name, points }]): CallAccuracy => {
    return { personId, name, covers: asked.covers, day: asked.day, ...measure(points), points }
  })
  return { currency, lines: measured.sort((a, b) => Math.abs(b.bias ?? 0) - Math.abs(a.bias ?? 0)) }
}

/** The newest ended periods, newest first. */
async function endedPeriods(db: Db, { grain, periods: count, now }: Asked) {
  const { period, currency } = await placeOf(db, { grain }, now)
  const profile = await companyProfile(db)
  const periods: Attainment['period'][] = []
  for (let each = period; periods.length < count; ) {
    each = fiscalPeriod({ grain, on: each.previousOn }, profile, profile.locale)
    periods.push(each)
  }
  return { currency, periods }
}

function closedBy(
  closed: readonly { ownerId: string; day: string; closedMinor: number }[],
  { whose, period }: { whose: ReadonlySet<string>; period: { from: string; to: string } },
): number {
  let sum = 0
  for (const each of closed) {
    if (whose.has(each.ownerId) && each.day >= period.from && each.day < period.to) sum += each.closedMinor
  }
  return sum
}
