import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { type Lock, lockById } from './locks.sql.ts'
import { type Asked, placeOf } from './period.sql.ts'

/** Locks a period: no further call of it is taken until it is opened again. */
export async function lockPeriod(work: Work, asked: Asked): Promise<Lock> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { period } = await placeOf(tx, asked, new Date(now))
    const id = newId()
    const made = await sql`insert into revenue.lock (id, starts_on, ends_on, locked_at, locked_by)
      values (${id}, ${period.from}, ${period.to}, ${now}, ${actor.id}) on conflict do nothing`.execute(tx)
    if (!made.numAffectedRows) {
      throw refusal(409, {
        code: 'locked',
        message: `${period.label} is locked already.`,
        wayOut: 'Nothing needs doing.',
      })
    }
    await audit({
      command: 'revenue.lock',
      noun: 'call',
      subjectId: id,
      summary: `Locked the calls of ${period.label}`,
    })
    await emit('revenue.period.locked', { from: period.from, to: period.to })
    return (await lockById(tx, id))!
  })
}

/** Opens a locked period again. */
export async function openPeriod(work: Work, id: string): Promise<Lock> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const lock = await lockById(tx, id)
    if (!lock) throw notFound('lock', id)
    await sql`update revenue.lock set opened_at = ${now}, opened_by = ${actor.id} where id = ${id}`.execute(tx)
    const span = `${lock.startsOn} to ${lock.endsOn}`
    await audit({
      command: 'revenue.unlock',
      noun: 'call',
      subjectId: id,
      summary: `Opened the calls of ${span} again`,
    })
    await emit('revenue.period.opened', { from: lock.startsOn, to: lock.endsOn })
    return lock
  })
}
