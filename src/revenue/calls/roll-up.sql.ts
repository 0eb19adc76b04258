import { sql } from 'kysely'
import { attainment } from '#goals/attainment.sql.ts'
import type { Attainment } from '#goals/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Corrected, LateCall, Method, Missing, Ranged, RollUpLine } from '../schema.ts'
import { besideTheCalls } from './beside.sql.ts'
import { books } from './book.sql.ts'
import { callsOf } from './calls.sql.ts'
import { callsInForce } from './calls-in-force.ts'
import { dayEnds } from './day-ends.sql.ts'
import { lateCalls } from './late.sql.ts'
import { type Lock, lockOf } from './locks.sql.ts'
import { membersOf } from './members.ts'
import { missingCalls } from './missing.ts'
import { type Asked, placeOf } from './period.sql.ts'
import { rollUp, totalOf } from './roll-up.ts'

export type RollUp = {
  period: Attainment['period']
  currency: string
  asOf: string
  method: Method
  lock: Lock | null
  lines: RollUpLine[]
  total: ReturnType<typeof totalOf> & { outlook: Ranged | null; corrected: Corrected | null }
  missing: Missing[]
  late: LateCall[]
}

/** The calls of a period along the team tree as both stood at the end of a day, beside the deals of that day. */
export async function rollUpOf(
  db: Db,
  scope: Scope,
  asked: Asked & { method: Method; asOf?: string | undefined; known?: 'now' | 'then' | undefined; now: Date },
): Promise<RollUp> {
  const { period, today, currency } = await placeOf(db, asked, asked.now)
  const asOf = asked.asOf ?? today
  const at = asOf < today ? (await dayEnds(db, { first: asOf, last: asOf })).get(asOf)! : asked.now.toISOString()
  const knownAt = asked.known === 'then' ? at : undefined
  const span = { from: period.from, to: period.to }
  const [goals, held, calls, lock, gone, late] = await Promise.all([
    attainment(db, scope, { grain: asked.grain, on: period.from, now: new Date(at), knownAt }),
    books(db, scope, { ...span, asOf, known: asked.known }),
    callsOf(db, scope, span),
    lockOf(db, span),
    peopleGoneBy(db, asOf),
    lateCalls(db, scope, { ...span, at }),
  ])
  const members = membersOf({ attainment: goals, books: held, gone })
  const called = rollUp({ members, calls: callsInForce(calls, at), method: asked.method })
  const missing = missingCalls({ members, lines: called, now: at })
  const { grain, known, now } = asked
  const { lines, ...beside } = await besideTheCalls(db, scope, called, { grain, period, asOf, known, at, now })
  return {
    period,
    currency,
    asOf,
    method: asked.method,
    lock,
    lines,
    total: { ...totalOf(called), ...beside },
    missing,
    late,
  }
}

async function peopleGoneBy(db: Db, day: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from company.person where left_on <= ${day}`.execute(db)
  return new Set(rows.map((row) => row.id))
}
