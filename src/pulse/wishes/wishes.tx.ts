import { sql } from 'kysely'
import { setZone } from '#company/set-zone.tx.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Wishes } from './wishes.sql.ts'

/** Keeps how a member wants to be asked. */
export async function setWishes(
  work: Work,
  { personId, wishes }: { personId: string | null; wishes: Wishes },
): Promise<Wishes> {
  if (!personId)
    throw refusal(403, { code: 'no-person', message: 'Your login belongs to no person, so you are not asked.' })
  return transact(work, async (writing) => {
    await setZone(writing, { personId, timeZone: wishes.timeZone })
    await sql`insert into pulse.preference (person_id, reminders, language)
      values (${personId}, ${wishes.reminders}, ${wishes.language})
      on conflict (person_id) do update set reminders = excluded.reminders, language = excluded.language`.execute(
      writing.tx,
    )
    return wishes
  })
}

/** Notes that members in a time zone were reminded of a round, once; false when they were already. */
export async function noteReminded(
  work: Work,
  { roundId, timeZone }: { roundId: string; timeZone: string },
): Promise<boolean> {
  return transact(work, async ({ tx, now }) => {
    const done =
      await sql`update pulse.round set reminded_at = ${now}, reminded_zones = reminded_zones || ${timeZone}::text
      where id = ${roundId} and ${timeZone} <> all(reminded_zones)`.execute(tx)
    return Boolean(done.numAffectedRows)
  })
}

/** Notes that members in a time zone were written to as a round opened, once; false when they were already. */
export async function noteInvited(
  work: Work,
  { roundId, timeZone }: { roundId: string; timeZone: string },
): Promise<boolean> {
  return transact(work, async ({ tx }) => {
    const done = await sql`update pulse.round set invited_zones = invited_zones || ${timeZone}::text
      where id = ${roundId} and ${timeZone} <> all(invited_zones)`.execute(tx)
    return Boolean(done.numAffectedRows)
  })
}
