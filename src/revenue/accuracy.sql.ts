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
import { type Closing, closingsOn } from './calls/closings.sql.ts'
import { dayEnds } from './calls/day-ends.sql.ts'
import { placeOf } from './calls/period.sql.ts'
import type { CallAccuracy, Covers, Grain } from './schema.ts'

type Asked = {
  grain: Grain
  day: number
  covers: Covers
  periods: number
  /** Periods that had ended by then are looked at; now where it is left out. */
  at?: Date
  /** The day by whose end what was closed in a period is known, from the last day of the period; left out, as known now. */
  judgedOn?: ((last: string) => string) | undefined
  now: Date
}

/** Accuracy and bias of each submitter over the newest ended periods, at a day of the period; the largest bias first. */
export async function callAccuracy(
  db: Db,
  scope: Scope,
  asked: Asked,
): Promise<{ currency: string; lines: CallAccuracy[] }> {
  const { currency, periods } = await endedPeriods(db, asked)
  const span = { from: periods.at(-1)!.from, to: periods[0]!.to }
  const [calls, actuals, ends, lines] = await Promise.all([
    callsSince(db, scope, span),
    closed(db, scope, { span, periods, asked }),
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
      const actualMinor = closedBy(actuals, { whose: new Set(whose), period })
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
async function endedPeriods(db: Db, { grain, periods: count, at, now }: Asked) {
  const { period, currency } = await placeOf(db, { grain }, at ?? now)
  const profile = await companyProfile(db)
  const periods: Attainment['period'][] = []
  for (let each = period; periods.length < count; ) {
    each = fiscalPeriod({ grain, on: each.previousOn }, profile, profile.locale)
    periods.push(each)
  }
  return { currency, periods }
}

type Wished = {
  asOf?: string | undefined
  known?: 'now' | 'then' | undefined
  judged: 'latest' | 'at the end'
}

/** Which periods are looked at, and by which day what was closed in them is known. */
export async function judgedBy(
  db: Db,
  { asOf, known, judged }: Wished,
  now: Date,
): Promise<Pick<Asked, 'at' | 'judgedOn'>> {
  if (judged === 'at the end') return { ...(await lookedFrom(db, asOf, now)), judgedOn: (last) => last }
  if (asOf === undefined) return {}
  return { ...(await lookedFrom(db, asOf, now)), ...(known === 'then' && { judgedOn: () => asOf }) }
}

async function lookedFrom(db: Db, asOf: string | undefined, now: Date): Promise<{ at?: Date }> {
  if (asOf === undefined) return {}
  const end = new Date((await dayEnds(db, { first: asOf, last: asOf })).get(asOf)!)
  return { at: end < now ? end : now }
}

type Period = Attainment['period']

/** What was closed in the periods, as known now or by the day on which each is judged. */
async function closed(
  db: Db,
  scope: Scope,
  { span, periods, asked }: { span: { from: string; to: string }; periods: readonly Period[]; asked: Asked },
): Promise<Closing[]> {
  const { judgedOn, now } = asked
  if (!judgedOn) return closings(db, scope, span)
  const found: Closing[] = []
  for (const { from, to } of periods) {
    const asOf = judgedOn(dayAfter(to, -1))
    found.push(...(await closingsOn(db, scope, { from, to, asOf, known: 'then', now })))
  }
  return found
}

function closedBy(
  closed: readonly Closing[],
  { whose, period }: { whose: ReadonlySet<string>; period: { from: string; to: string } },
): number {
  let sum = 0
  for (const each of closed) {
    if (whose.has(each.ownerId) && each.day >= period.from && each.day < period.to) sum += each.closedMinor
  }
  return sum
}
