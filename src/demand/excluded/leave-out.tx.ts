import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { NoDemandRule } from './schema.ts'

/** Leaves something out of demand; history and forecasts follow by themselves. */
export async function leaveOut(work: Work, given: NoDemandRule): Promise<string> {
  const { kind, itemId, words, orderNumber, reason, note } = given
  const named = { item: itemId, words, order: orderNumber, 'free lines': 'all', returns: 'all' }[kind]
  const others = [itemId, words, orderNumber].filter((each) => each !== null && each !== named)
  if (named === null || others.length > 0) {
    throw refusal(422, {
      code: 'unclear-rule',
      message: `A rule of kind "${kind}" was given ${named === null ? 'nothing to leave out' : 'more than it takes'}.`,
      wayOut:
        'Give itemId for an item, words for words, orderNumber for an order, and nothing for free lines and returns.',
    })
  }
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    const { rows } = await sql`
      insert into demand.exclusion (id, kind, item_id, words, order_number, reason, note, by_id, by_name, at)
      select ${id}, ${kind}, ${itemId}::uuid, ${words}, ${orderNumber}, ${reason}, ${note}, ${actor.id}, ${actor.name}, ${now}
      where ${itemId}::uuid is null or exists (select from company.item where id = ${itemId}::uuid)
      on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      const message = 'That is left out already, or there is no such item.'
      throw refusal(409, {
        code: 'left-out-already',
        message,
        wayOut: 'Look at the rules that stand in /api/demand/no-demand.',
      })
    }
    const summary = `Left out of demand: ${kind} ${words ?? orderNumber ?? itemId ?? ''} (${reason})`
    await audit({ command: 'demand.leave-out', noun: 'demand', subjectId: id, summary, after: given })
    await emit('demand.exclusions.changed', {})
    return id
  })
}

/** Ends a rule: what it left out counts again. */
export async function countAgain(work: Work, id: string): Promise<{ ended: boolean }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql`update demand.exclusion set ended_at = ${now}, ended_by_name = ${actor.name}
      where id = ${id} and ended_at is null returning id`.execute(tx)
    if (rows.length === 0) throw notFound('rule', id)
    await audit({ command: 'demand.count-again', noun: 'demand', subjectId: id, summary: 'Counts as demand again' })
    await emit('demand.exclusions.changed', {})
    return { ended: true }
  })
}

/** Works out anew which items rules leave out, before the history is read. */
export async function renewExcludedItems(tx: Tx): Promise<void> {
  await sql`delete from demand.excluded_item`.execute(tx)
  await sql`
    insert into demand.excluded_item (item_id)
    select distinct i.id from demand.exclusion e join company.item i on i.id = e.item_id
      or (e.kind = 'words' and (strpos(lower(i.name), lower(e.words)) > 0 or strpos(lower(i.code), lower(e.words)) > 0))
    where e.ended_at is null`.execute(tx)
}
