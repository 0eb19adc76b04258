import { sql } from 'kysely'
import type { Writing } from '#platform/transaction.ts'

/** Sets the time zone of a person within a transaction; null is the company's. */
export async function setZone(
  { tx, audit, emit }: Writing,
  { personId, timeZone }: { personId: string; timeZone: string | null },
): Promise<void> {
  const { rows } = await sql`update company.person set time_zone = ${timeZone}
    where id = ${personId} and erased_at is null and time_zone is distinct from ${timeZone} returning id`.execute(tx)
  if (rows.length === 0) return
  await audit({
    command: 'company.change-person',
    noun: 'person',
    subjectId: personId,
    summary: `Changed the time zone of person ${personId}`,
  })
  await emit('company.person.changed', { personId })
}
