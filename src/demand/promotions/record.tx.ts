import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { itemNamed } from '../succession/succession.sql.ts'
import type { NewPromotion } from './contract.ts'
import { kindOf } from './kind.ts'

/** Records a promotion; it is measured, and moves history and forecast, by itself. */
export async function recordPromotion(work: Work, given: NewPromotion): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { name, startsOn, endsOn, price = null } = given
    if (endsOn < startsOn) throw wrongWayRound(given)
    const subject = await subjectOf(tx, given)
    const territoryId = given.territory === undefined ? null : await territoryCalled(tx, given.territory)
    const id = newId()
    const kind = given.kind ?? kindOf(name)
    const { rows } = await sql`
      insert into demand.promotion (id, name, kind, item_id, family_id, territory_id, starts_on, ends_on, price, by_name, at)
      values (${id}, ${name}, ${kind}, ${subject.itemId}, ${subject.familyId}, ${territoryId}, ${startsOn}, ${endsOn}, ${price},
        ${actor.name}, ${now}) on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      throw refusal(409, {
        code: 'recorded-already',
        message: `${name} from ${startsOn} is recorded already.`,
        wayOut: 'Take that one back first, or give this one another name.',
      })
    }
    const summary = `Recorded the promotion ${name}, ${startsOn} to ${endsOn}`
    await audit({ command: 'demand.record-promotion', noun: 'demand', subjectId: id, summary, after: given })
    await emit('demand.promotions.changed', {})
    return { id }
  })
}

/** Takes a promotion back. */
export async function endPromotion(work: Work, id: string): Promise<{ ended: boolean }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ name: string }>`
      update demand.promotion set ended_at = ${now}, ended_by_name = ${actor.name}
      where id = ${id} and ended_at is null returning name`.execute(tx)
    if (!rows[0]) throw notFound('promotion', id)
    const summary = `Took the promotion ${rows[0].name} back`
    await audit({ command: 'demand.end-promotion', noun: 'demand', subjectId: id, summary })
    await emit('demand.promotions.changed', {})
    return { ended: true }
  })
}

type Subject = { itemId: string | null; familyId: string | null }

async function subjectOf(tx: Tx, { item, family, startsOn, endsOn }: NewPromotion): Promise<Subject> {
  if ((item === undefined) === (family === undefined)) {
    throw refusal(422, {
      code: 'one-subject',
      message: 'A promotion is of an item or of a family.',
      wayOut: 'Give either the code of an item or the name of a family.',
    })
  }
  if (family !== undefined) return { itemId: null, familyId: await familyCalled(tx, family) }
  const found = await itemNamed(tx, item!)
  if (!found) throw notFound('item', item!)
  await refuseUnlessSold(tx, { itemId: found.id, name: found.name, startsOn, endsOn })
  return { itemId: found.id, familyId: null }
}

async function familyCalled(tx: Tx, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from company.family where id::text = lower(${name}) or lower(name) = lower(${name}) limit 1`.execute(tx)
  if (!rows[0]) throw notFound('family', name)
  return rows[0].id
}

async function territoryCalled(tx: Tx, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from company.territory where id::text = lower(${name}) or lower(name) = lower(${name}) limit 1`.execute(
    tx,
  )
  if (!rows[0]) throw notFound('territory', name)
  return rows[0].id
}

/** An item that is no longer sold in the days of a promotion cannot be promoted then. */
async function refuseUnlessSold(
  tx: Tx,
  { itemId, name, startsOn, endsOn }: { itemId: string; name: string; startsOn: string; endsOn: string },
): Promise<void> {
  const { rows } = await sql<{ activeTo: string }>`
    select active_to::text as "activeTo" from company.item where id = ${itemId} and active_to < ${startsOn}`.execute(tx)
  if (!rows[0]) return
  throw refusal(422, {
    code: 'ended-item',
    message: `${name} is sold until ${rows[0].activeTo} only, and the promotion is from ${startsOn} to ${endsOn}.`,
    wayOut: 'Give days on which it is sold, or change the last day of the item.',
  })
}

function wrongWayRound({ startsOn, endsOn }: NewPromotion) {
  return refusal(422, {
    code: 'days-wrong-way-round',
    message: `The promotion would end on ${endsOn}, before it begins on ${startsOn}.`,
    wayOut: 'Give the first day first.',
  })
}
