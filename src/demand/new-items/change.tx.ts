import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { type First, firstForecasts } from './new-items.sql.ts'

/** Takes the first forecast of an item over, so that it counts in all sums, or back. */
export async function countNewItem(
  work: Work,
  { itemId, counted }: { itemId: string; counted: boolean },
): Promise<{ counted: boolean }> {
  return transact(work, async (writing) => {
    const { unsold, forecast } = await unsoldItem(writing.tx, { work, itemId })
    const { name } = unsold.item
    if (counted && !forecast.ahead) {
      throw refusal(422, {
        code: 'nobody-can-tell',
        message: `There is no first forecast of ${name}. ${forecast.reason}`,
        wayOut: 'Choose at least 3 items that are alike and were sold.',
      })
    }
    if (counted === (unsold.counted !== null)) return { counted }
    const { tx, now, actor } = writing
    if (counted)
      await sql`insert into demand.first_forecast (id, item_id, by_name, at) values (${newId()}, ${itemId}, ${actor.name}, ${now})`.execute(
        tx,
      )
    else
      await sql`update demand.first_forecast set ended_at = ${now}, ended_by_name = ${actor.name}, ended_as = 'taken back'
        where item_id = ${itemId} and ended_at is null`.execute(tx)
    const summary = `${counted ? 'Took over' : 'Took back'} the first forecast of ${name}`
    await said(writing, { command: 'demand.count-new-item', itemId, summary })
    return { counted }
  })
}

/** Says whose start a new item is expected to repeat; none: those nearest by what is known of them. */
export async function chooseLookAlikes(
  work: Work,
  { itemId, items }: { itemId: string; items: readonly string[] },
): Promise<{ chosen: number }> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    const { unsold } = await unsoldItem(tx, { work, itemId })
    const chosen = [...new Set(items)].filter((id) => id !== itemId)
    const { rows } = await sql<{ id: string; name: string; sold: boolean }>`
      select i.id, i.name, exists (select from demand.history h where h.item_id = i.id and h.grain = 'month' and h.quantity > 0) as sold
      from company.item i where i.id = any(${chosen}::uuid[])`.execute(tx)
    const unknown = chosen.find((id) => !rows.some((row) => row.id === id))
    if (unknown) throw notFound('item', unknown)
    const unproven = rows.find(({ sold }) => !sold)
    if (unproven) {
      throw refusal(422, {
        code: 'never-sold',
        message: `${unproven.name} was never sold: nothing is learned from it.`,
        wayOut: 'Choose items that were sold.',
      })
    }
    await sql`update demand.look_alikes set ended_at = ${now}, ended_by_name = ${actor.name}
      where item_id = ${itemId} and ended_at is null`.execute(tx)
    if (chosen.length > 0)
      await sql`insert into demand.look_alikes (id, item_id, like_ids, by_name, at)
        values (${newId()}, ${itemId}, ${chosen}::uuid[], ${actor.name}, ${now})`.execute(tx)
    const summary =
      chosen.length > 0
        ? `Chose ${chosen.length} look-alikes of ${unsold.item.name}`
        : `Look-alikes of ${unsold.item.name} are those nearest again`
    await said(writing, { command: 'demand.choose-look-alikes', itemId, summary })
    return { chosen: chosen.length }
  })
}

async function unsoldItem(tx: Tx, { work, itemId }: { work: Work; itemId: string }): Promise<First> {
  const today = await companyToday(tx, work.workspace.clock())
  const { firsts } = await firstForecasts(tx, today)
  const found = firsts.find(({ unsold }) => unsold.item.id === itemId)
  if (found) return found
  const { rows } = await sql<{ name: string }>`select name from company.item where id = ${itemId}`.execute(tx)
  if (!rows[0]) throw notFound('item', itemId)
  throw refusal(409, {
    code: 'not-new',
    message: `${rows[0].name} is not a new item that was never sold.`,
    wayOut: 'Give it a first day of late or to come, or set its forecast by hand.',
  })
}

async function said(
  { audit, emit }: Writing,
  { itemId, ...about }: { command: string; itemId: string; summary: string },
): Promise<void> {
  await audit({ ...about, noun: 'demand', subjectId: itemId })
  await emit('demand.new-items.changed', {})
}
