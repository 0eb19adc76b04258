import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Hours } from './propose.ts'

/** Says when one works. */
export async function setHours(work: Work, { personId, hours }: { personId: string; hours: Hours }): Promise<void> {
  const { days, fromMinute, toMinute } = hours
  if (toMinute <= fromMinute) {
    throw refusal(400, {
      code: 'no-hours',
      message: `Work would end at minute ${toMinute} of the day and begin at ${fromMinute}.`,
      wayOut: 'Let it end after it begins.',
    })
  }
  await transact(work, async ({ tx, audit, emit }) => {
    await sql`insert into "one-on-ones".hours (person_id, days, from_minute, to_minute)
      values (${personId}, ${[...new Set(days)].sort()}::int[], ${fromMinute}, ${toMinute})
      on conflict (person_id) do update set days = excluded.days, from_minute = excluded.from_minute, to_minute = excluded.to_minute`.execute(
      tx,
    )
    await audit({ command: 'one-on-ones.set-hours', noun: 'working hours', summary: 'Set their working hours' })
    await emit('one-on-ones.series.changed', { personId })
  })
}
