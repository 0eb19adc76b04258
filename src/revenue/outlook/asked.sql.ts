import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { type Asked, type Place, placeOf } from '../calls/period.sql.ts'
import { namesOf } from './names.sql.ts'
import type { Subject } from './points.ts'
import { ownersOf } from './subjects.sql.ts'

export type OutlookAsked = Asked & {
  asOf?: string | undefined
  /** `then`: as it was known at the end of that day. */
  known?: 'now' | 'then' | undefined
  personId?: string | undefined
  teamId?: string | undefined
}

/** The period, the day and whose outlook is asked for; nobody asks of people whose deals they do not see. */
export async function outlookAsked(db: Db, scope: Scope, asked: OutlookAsked, now: Date) {
  const place: Place = await placeOf(db, asked, now)
  const day = asked.asOf ?? place.today
  const subject = subjectOf(scope, asked)
  const owners = await ownersOf(db, subject, day)
  const sees = scope.sees.deals
  if (sees !== 'all' && owners && [...owners].some((id) => !sees.includes(id)) && subject.id !== scope.personId) {
    throw notFound(subject.kind === 'team' ? 'team' : 'person', subject.id!)
  }
  const name = subject.id === null ? 'the company' : (await namesOf(db, [subject.id])).get(subject.id)
  if (name === undefined) throw notFound(subject.kind === 'team' ? 'team' : 'person', subject.id!)
  return { ...place, day, subject: { ...subject, name }, owners }
}

function subjectOf(scope: Scope, { personId, teamId }: OutlookAsked): Subject {
  if (teamId !== undefined) return { kind: 'team', id: teamId }
  if (personId !== undefined) return { kind: 'tree', id: personId }
  if (scope.sees.deals === 'all') return { kind: 'company', id: null }
  if (scope.personId === null) throw notFound('person', '')
  return { kind: 'tree', id: scope.personId }
}
