import { sql } from 'kysely'
import { plainArray, textArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Resolved, StoredLine } from './settle.ts'

/** An event that is taken: what it came to, and the line that stood before it. */
export type Taken = Resolved & {
  id: string
  identity: string
  digest: string
  outcome: 'placed' | 'corrected' | 'cancelled' | 'unchanged'
  before: StoredLine | null
}

/** Writes what was taken: lines end and begin, and the sums they touch are noted. Gives how many lines changed. */
export async function keepEvents(
  tx: Tx,
  { taken, now, sourceId }: { taken: readonly Taken[]; now: string; sourceId: string | null },
): Promise<number> {
  if (taken.length === 0) return 0
  const column = (name: 'id' | 'digest' | 'outcome' | 'identity') => plainArray(taken.map((each) => each[name]))
  await sql`
    insert into crm.order_event (id, key, digest, action, outcome, identity, source_id, received_at)
    select id, key, digest, action, outcome, identity, ${sourceId}, ${now}
    from unnest(${column('id')}::uuid[], ${textArray(taken.map(({ event }) => event.key))}::text[], ${column('digest')}::uuid[],
      ${plainArray(taken.map(({ event }) => event.action))}::text[], ${column('outcome')}::text[], ${column('identity')}::uuid[])
      as e (id, key, digest, action, outcome, identity)`.execute(tx)
  const changed = taken.filter(({ outcome }) => outcome !== 'unchanged')
  await endLines(tx, { changed, now })
  await beginLines(tx, { changed, now })
  await noteChanges(tx, { changed, now })
  return changed.length
}

type Changed = { changed: readonly Taken[]; now: string }

/** Lines that were there before this group end; those that came and went within it never stood. */
async function endLines(tx: Tx, { changed, now }: Changed): Promise<void> {
  const ended = changed.flatMap(({ before, id }) => (before ? [{ line: before.id, by: id }] : []))
  if (ended.length === 0) return
  await sql`update crm.order_line o set ended_at = ${now}, ended_by = e.by
    from unnest(${ended.map(({ line }) => line)}::uuid[], ${ended.map(({ by }) => by)}::uuid[]) as e (line, by)
    where o.id = e.line`.execute(tx)
}

async function beginLines(tx: Tx, { changed, now }: Changed): Promise<void> {
  const endedHere = new Map(changed.flatMap(({ before, id }) => (before ? [[before.id, id]] : [])))
  const rows = changed.filter(({ line }) => line !== null)
  if (rows.length === 0) return
  type Said = (line: NonNullable<Taken['line']>, taken: Taken) => string | null
  const plain = (pick: Said) => plainArray(rows.map((each) => pick(each.line!, each)))
  const texts = (pick: Said) => textArray(rows.map((each) => pick(each.line!, each)))
  await sql`
    insert into crm.order_line (id, identity, order_number, line_number, ordered_on, account_id, item_id, territory_id, owner_id,
      channel, promotion, quantity, amount, currency, recorded_at, ended_at, ended_by)
    select id, identity, order_number, line_number, ordered_on, account_id, item_id, territory_id, owner_id, channel, promotion,
      quantity, amount, currency, ${now}::timestamptz, case when ended_by is not null then ${now}::timestamptz end, ended_by
    from unnest(${plain((_, { id }) => id)}::uuid[], ${plain((_, { identity }) => identity)}::uuid[],
      ${texts((_, { event }) => event.order)}::text[], ${texts((_, { event }) => event.line)}::text[],
      ${plain((line) => line.orderedOn)}::date[], ${plain((line) => line.accountId)}::uuid[],
      ${plain((line) => line.itemId)}::uuid[], ${plain((line) => line.territoryId)}::uuid[],
      ${plain((line) => line.ownerId)}::uuid[], ${texts((line) => line.channel)}::text[],
      ${texts((line) => line.promotion)}::text[], ${plain((line) => line.quantity)}::numeric[],
      ${plain((line) => line.amount)}::numeric[], ${plain((line) => line.currency)}::text[],
      ${plain((_, { id }) => endedHere.get(id) ?? null)}::uuid[])
      as e (id, identity, order_number, line_number, ordered_on, account_id, item_id, territory_id, owner_id, channel, promotion,
        quantity, amount, currency, ended_by)`.execute(tx)
}

/** All sums that lost or got a line, in one row: item, territory and day. */
async function noteChanges(tx: Tx, { changed, now }: Changed): Promise<void> {
  const touched = new Map<string, Pick<StoredLine, 'itemId' | 'territoryId' | 'orderedOn'>>()
  for (const { before, line } of changed) {
    for (const each of [before, line]) {
      if (each?.itemId) touched.set(`${each.itemId} ${each.territoryId} ${each.orderedOn}`, each)
    }
  }
  const cells = [...touched.values()]
  if (cells.length === 0) return
  await sql`insert into crm.order_change (at, item_ids, territory_ids, days)
    values (${now}, ${plainArray(cells.map(({ itemId }) => itemId))}::uuid[],
      ${plainArray(cells.map(({ territoryId }) => territoryId))}::uuid[],
      ${plainArray(cells.map(({ orderedOn }) => orderedOn))}::date[])`.execute(tx)
}
