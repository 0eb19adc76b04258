import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { itemNamed } from './succession.sql.ts'

/** Lets an item take over from another; history and forecasts follow by themselves. */
export async function succeed(work: Work, given: { old: string; new: string }): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('demand.succession'))`.execute(tx)
    const [old, fresh] = [await itemNamed(tx, given.old), await itemNamed(tx, given.new)]
    if (!old) throw notFound('item', given.old)
    if (!fresh) throw notFound('item', given.new)
    if (old.familyId !== fresh.familyId) {
      throw refusal(422, {
        code: 'other-family',
        message: `${old.name} and ${fresh.name} are not of one family.`,
        wayOut: 'Give both the same family first: the history passes within it.',
      })
    }
    if (old.id === fresh.id || (await leadsTo(tx, { from: fresh.id, to: old.id }))) {
      throw refusal(422, {
        code: 'circle',
        message: `${old.name} would take over from itself.`,
        wayOut: 'Take the other succession back first.',
      })
    }
    const id = newId()
    const { rows } = await sql`
      insert into demand.succession (id, old_id, new_id, by_name, at)
      values (${id}, ${old.id}, ${fresh.id}, ${actor.name}, ${now}) on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      throw refusal(409, {
        code: 'taken-over-already',
        message: `Another item took over from ${old.name} already.`,
        wayOut: 'Take that back first.',
      })
    }
    await renewSuccessors(tx)
    const summary = `${fresh.name} takes over from ${old.name}`
    await audit({ command: 'demand.succeed', noun: 'demand', subjectId: id, summary, after: given })
    await emit('demand.succession.changed', {})
    return { id }
  })
}

/** Takes a succession back. */
export async function endSuccession(work: Work, id: string): Promise<{ ended: boolean }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql`update demand.succession set ended_at = ${now}, ended_by_name = ${actor.name}
      where id = ${id} and ended_at is null returning id`.execute(tx)
    if (rows.length === 0) throw notFound('succession', id)
    await renewSuccessors(tx)
    await audit({ command: 'demand.end-succession', noun: 'demand', subjectId: id, summary: 'Took a succession back' })
    await emit('demand.succession.changed', {})
    return { ended: true }
  })
}

async function leadsTo(tx: Tx, { from, to }: { from: string; to: string }): Promise<boolean> {
  const { rows } = await sql`select from demand.successor where item_id = ${from} and successor_id = ${to}
    union all select from demand.succession where ended_at is null and old_id = ${from} and new_id = ${to}`.execute(tx)
  return rows.length > 0
}

async function renewSuccessors(tx: Tx): Promise<void> {
  await sql`delete from demand.successor`.execute(tx)
  await sql`
    with recursive line as (
      select old_id, new_id from demand.succession where ended_at is null
      union
      select l.old_id, s.new_id from line l join demand.succession s on s.old_id = l.new_id and s.ended_at is null
    )
    insert into demand.successor (item_id, successor_id)
    select old_id, new_id from line l
    where not exists (select from demand.succession s where s.old_id = l.new_id and s.ended_at is null)`.execute(tx)
}
