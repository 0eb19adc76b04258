import { sql } from 'kysely'
import { setZone } from '#company/set-zone.tx.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
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

/** Notes that a member is away. */
export async function addLeave(
  work: Work,
  leave: { personId: string; startsOn: string; endsOn: string },
): Promise<{ id: string }> {
  if (leave.endsOn < leave.startsOn)
    throw refusal(400, {
      code: 'bad-range',
      message: `The leave ends on ${leave.endsOn}, before it starts on ${leave.startsOn}.`,
    })
  return transact(work, async ({ tx, audit }) => {
    const id = newId()
    await sql`insert into pulse.leave (id, person_id, starts_on, ends_on)
      values (${id}, ${leave.personId}, ${leave.startsOn}, ${leave.endsOn})`.execute(tx)
    await audit({
      command: 'pulse.add-leave',
      noun: 'leave',
      subjectId: id,
      summary: `Noted a leave from ${leave.startsOn} to ${leave.endsOn}`,
    })
    return { id }
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
