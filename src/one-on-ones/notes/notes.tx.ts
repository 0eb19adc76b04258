import { sql } from 'kysely'
import { notFound } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { requireOneOfTwo } from '../series/series.sql.ts'

export type Item = {
  id: string
  authorId: string
  isPrivate: boolean
  body: string
  createdAt: string
  closedAt: string | null
}
type OfTwo = { seriesId: string; personId: string | null }

/** Reads the ciphertext that one of the two may have, and says in the audit that they did. */
export async function readItems(work: Work, of: OfTwo): Promise<Item[]> {
  return transact(work, async ({ tx, audit }) => {
    await requireOneOfTwo(tx, of)
    const { rows } =
      await sql<Item>`select id, author_id as "authorId", is_private as "isPrivate", body, created_at as "createdAt",
        closed_at as "closedAt" from "one-on-ones".item
      where series_id = ${of.seriesId} and (not is_private or author_id = ${of.personId}) order by created_at, id limit 2000`.execute(
        tx,
      )
    await audit({
      command: 'one-on-ones.read',
      noun: 'one-on-one',
      subjectId: of.seriesId,
      summary: `Read ${rows.length} encrypted items`,
    })
    return rows
  })
}

/** Keeps an item that was encrypted in the browser. */
export async function addItem(work: Work, item: OfTwo & { isPrivate: boolean; body: string }): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await requireOneOfTwo(tx, item)
    const id = newId()
    await sql`insert into "one-on-ones".item (id, series_id, author_id, is_private, body, created_at)
      values (${id}, ${item.seriesId}, ${item.personId}, ${item.isPrivate}, ${item.body}, ${now})`.execute(tx)
    await audit({
      command: 'one-on-ones.write',
      noun: 'one-on-one',
      subjectId: item.seriesId,
      summary: 'Wrote an encrypted item',
    })
    await emit('one-on-ones.series.changed', { seriesId: item.seriesId })
    return { id }
  })
}

/** Closes an item for both. */
export async function closeItem(
  work: Work,
  { id, personId }: { id: string; personId: string | null },
): Promise<{ id: string }> {
  return transact(work, async ({ tx, now, emit }) => {
    const { rows } = await sql<{
      seriesId: string
    }>`update "one-on-ones".item i set closed_at = coalesce(i.closed_at, ${now})
      from "one-on-ones".series s where i.id = ${id} and s.id = i.series_id and ${personId}::uuid in (s.manager_id, s.member_id)
        and (not i.is_private or i.author_id = ${personId}::uuid) returning i.series_id as "seriesId"`.execute(tx)
    if (!rows[0]) throw notFound('item', id)
    await emit('one-on-ones.series.changed', { seriesId: rows[0].seriesId })
    return { id }
  })
}

export type Key = { recipient: string; wrapped: string; recovery: string }

/** Keeps a person's wrapped key; another recipient replaces the old key, which is kept for what was written with it. */
export async function setKey(
  work: Work,
  { personId, key }: { personId: string; key: Key },
): Promise<{ recipient: string }> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const same = await sql`update "one-on-ones".key set wrapped = ${key.wrapped}, recovery = ${key.recovery}
      where person_id = ${personId} and recipient = ${key.recipient} and replaced_at is null`.execute(tx)
    if (!same.numAffectedRows) {
      await sql`update "one-on-ones".key set replaced_at = ${now} where person_id = ${personId} and replaced_at is null`.execute(
        tx,
      )
      await sql`insert into "one-on-ones".key (id, person_id, recipient, wrapped, recovery, made_at)
        values (${newId()}, ${personId}, ${key.recipient}, ${key.wrapped}, ${key.recovery}, ${now})`.execute(tx)
    }
    await audit({
      command: 'one-on-ones.key',
      noun: 'key',
      subjectId: personId,
      summary: same.numAffectedRows ? 'Wrapped a key anew' : 'Made a key for one-on-ones',
    })
    await emit('one-on-ones.series.changed', {})
    return { recipient: key.recipient }
  })
}
