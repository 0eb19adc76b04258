import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import type { Writing } from '#platform/transaction.ts'
import type { Covers, Voice } from '../schema.ts'
import type { Place } from './period.sql.ts'

type LateCall = {
  personId: string
  covers: Covers
  voice: Voice
  commitMinor: number
  bestMinor: number | null
  note: string
  place: Place
}

/** Keeps what somebody wanted to call after the lock: it counts nowhere, and is known all the same. */
export async function keepLate({ tx, now, actor, emit }: Writing, late: LateCall): Promise<void> {
  const { personId, covers, voice, commitMinor, bestMinor, note, place } = late
  await sql`insert into revenue.late_call (id, person_id, covers, voice, starts_on, ends_on, commit_minor, best_minor, currency,
      note, said_by, said_at)
    values (${newId()}, ${personId}, ${covers}, ${voice}, ${place.period.from}, ${place.period.to}, ${commitMinor},
      ${bestMinor}, ${place.currency}, ${note}, ${actor.id}, ${now})`.execute(tx)
  await emit('revenue.call.late', { personId })
}
