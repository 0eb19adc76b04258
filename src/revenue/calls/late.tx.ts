import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import type { Covers, RefusedFor, Voice } from '../schema.ts'
import type { Place } from './period.sql.ts'

type LateCall = {
  personId: string
  covers: Covers
  voice: Voice
  commitMinor: number
  bestMinor: number | null
  note: string
  place: Place
  reason: RefusedFor
}

/** Keeps what somebody wanted to call and could not: it counts nowhere, and is known all the same. */
export async function keepLate({ tx, now, actor, emit }: Writing, late: LateCall): Promise<void> {
  const { personId, covers, voice, commitMinor, bestMinor, note, place, reason } = late
  await sql`insert into revenue.late_call (id, person_id, covers, voice, starts_on, ends_on, commit_minor, best_minor, currency,
      note, said_by, said_at, reason)
    values (${newId()}, ${personId}, ${covers}, ${voice}, ${place.period.from}, ${place.period.to}, ${commitMinor},
      ${bestMinor}, ${place.currency}, ${note}, ${actor.id}, ${now}, ${reason})`.execute(tx)
  await emit('revenue.call.late', { personId })
}
