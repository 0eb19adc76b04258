import { daysBetween, daysFrom } from '@drumbeat/periods'
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

const MOST_DAYS = 366

/** Every day from one until another, or that one alone; a year at most. */
export function daysUntil({ day, until }: { day: string; until: string | null }): string[] {
  const days = until === null ? 1 : daysBetween({ from: day, to: until }) + 1
  if (days < 1 || days > MOST_DAYS) {
    throw refusal(400, {
      code: 'no-days',
      message: `From ${day} until ${until} are ${days} days: between 1 and ${MOST_DAYS} are taken.`,
      wayOut: 'Let it end on the day it begins, or later.',
    })
  }
  return daysFrom({ from: day, to: until ?? day })
}

/** Adds days off of one's own, on which nothing is proposed, and gives how many are new; those of everybody are holidays of the company. */
export async function addFreeDays(
  work: Work,
  { personId, day, until, name }: { personId: string; day: string; until: string | null; name: string },
): Promise<number> {
  const days = daysUntil({ day, until })
  return transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql`insert into "one-on-ones".free_day (id, person_id, day, name)
      select gen_random_uuid(), ${personId}::uuid, each, ${name} from unnest(${days}::date[]) each
      on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0)
      throw refusal(409, {
        code: 'free-already',
        message: `${until === null ? day : `Every day from ${day} until ${until}`} is free already.`,
        wayOut: 'Remove it first to name it anew.',
      })
    const summary = 'Took days off'
    await audit({ command: 'one-on-ones.add-free-days', noun: 'free day', subjectId: null, summary })
    await emit('one-on-ones.series.changed', {})
    return rows.length
  })
}

/** Removes a free day of one's own; false where it is none. */
export async function removeFreeDay(
  work: Work,
  { id, personId }: { id: string; personId: string | null },
): Promise<boolean> {
  return transact(work, async ({ tx, audit, emit }) => {
    const { rows } =
      await sql`delete from "one-on-ones".free_day where id = ${id} and person_id = ${personId} returning id`.execute(
        tx,
      )
    if (rows.length === 0) return false
    await audit({
      command: 'one-on-ones.remove-free-day',
      noun: 'free day',
      subjectId: id,
      summary: 'Removed a free day',
    })
    await emit('one-on-ones.series.changed', {})
    return true
  })
}
