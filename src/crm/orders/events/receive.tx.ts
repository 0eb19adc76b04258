import { sql } from 'kysely'
import { plainArray, textArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { partKnown } from '../../events/known.ts'
import { refusedAs } from '../../events/refused.ts'
import { keepRefused } from '../../events/refused.tx.ts'
import type { Sender } from '../../events/sender.ts'
import type { Received as ReceivedAs } from '../../events/stream.ts'
import type { RefusedEvent } from './event.ts'
import { implausible } from './implausible.sql.ts'
import { keepEvents, type Taken } from './keep.tx.ts'
import type { NamedEvent, OrderRecord } from './read-record.ts'
import { directoryFor, resolve } from './resolve.sql.ts'
import { inTurns, type Resolved, type StoredLine, settle } from './settle.ts'

export type Outcome = 'placed' | 'corrected' | 'cancelled' | 'unchanged' | 'known'
export type Received = ReceivedAs<Outcome, RefusedEvent>

type Named = NamedEvent & { record: number }
type Claimed = Resolved & Named & { id: string }

/**
 * Takes a group of records in one transaction: good ones into the books, the others to the refused, each with its reason. A key
 * that was taken before is not taken again; a line that is corrected or called off ends, and stays known as it was.
 */
export async function receiveRecords(work: Work, records: readonly OrderRecord[], sender: Sender): Promise<Received> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const refused: RefusedEvent[] = records.flatMap((record) => record.refused ?? [])
    const outcomes: Received['outcomes'] = []
    const read = records.flatMap((record): Named[] => (record.event ? [record] : []))
    const fresh = await withoutKnown(tx, read, { outcomes, refused })
    const directory = await directoryFor(
      tx,
      fresh.map(({ event }) => event),
      new Date(now),
    )
    const claimed: Claimed[] = []
    for (const each of fresh) {
      const { record, digest, identity } = each
      const resolved = resolve(each, directory)
      if ('code' in resolved) refused.push(resolved)
      else claimed.push({ ...resolved, record, digest, identity, id: newId() })
    }
    const of = { now, sourceId: sender.sourceId }
    const { plausible, refused: slips } = await implausible(tx, claimed)
    refused.push(...slips)
    const { taken, changes } =
      (await placedAtOnce(tx, plausible, of)) ?? (await placedOneByOne(tx, plausible, { ...of, refused }))
    outcomes.push(...taken.map(({ record, outcome }) => ({ record, outcome })))
    await keepRefused(tx, { noun: 'order', records, refused, now, senderId: actor.id, ...sender })
    if (changes > 0) {
      await audit({ command: 'crm.orders.receive', noun: 'order', subjectId: sender.batchId, summary: said(taken) })
      await emit('crm.orders.received', { batchId: sender.batchId, lines: changes })
    }
    return { outcomes, refused: refused.sort((a, b) => a.record - b.record) }
  })
}

type Placed = Taken & { record: number }
type Kept = { taken: Placed[]; changes: number }
type From = { now: string; sourceId: string | null }

/** A line that stands under its identity, or a key, is there already. */
const uniqueViolation = '23505'

/**
 * Writes a large group that only places lines without looking for each of them first: to look costs a seventh of taking it in, and a line
 * that is there already is told by its index. Null where one is, and where the group is small or does more; nothing is written then.
 */
async function placedAtOnce(tx: Tx, claimed: readonly Claimed[], from: From): Promise<Kept | null> {
  const identities = new Set(claimed.map(({ identity }) => identity))
  const isPlain = identities.size === claimed.length && claimed.every(({ event }) => event.action === 'place')
  if (!isPlain || claimed.length <= lockedEach) return null
  const taken = claimed.map((each): Placed => ({ ...each, outcome: 'placed', before: null }))
  await sql`savepoint at_once`.execute(tx)
  try {
    const changes = await keepEvents(tx, { taken, ...from })
    await sql`release savepoint at_once`.execute(tx)
    return { taken, changes }
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error
    await sql`rollback to savepoint at_once`.execute(tx)
    return null
  }
}

/** Holds each event against the line that stands: what it does not fit is refused, what it changes ends. */
async function placedOneByOne(
  tx: Tx,
  claimed: readonly Claimed[],
  { refused, ...from }: From & { refused: RefusedEvent[] },
): Promise<Kept> {
  const stored = await storedLines(tx, claimed)
  const taken: Placed[] = []
  for (const turn of inTurns(claimed, ({ identity }) => identity)) {
    for (const each of turn) {
      const settled = settle(each, stored.get(each.identity))
      if (settled.outcome === 'refused') {
        const { outcome: _, ...why } = settled
        refused.push(refusedAs({ record: each.record, key: each.event.key }, why))
        continue
      }
      taken.push({ ...each, outcome: settled.outcome, before: stored.get(each.identity) ?? null })
      if (settled.outcome === 'cancelled') stored.delete(each.identity)
      else if (settled.outcome !== 'unchanged') stored.set(each.identity, { id: each.id, ...each.line! })
    }
  }
  return { taken, changes: await keepEvents(tx, { taken, ...from }) }
}

/** Leaves out events whose key was taken before, here or earlier; those that say something else under it are refused. */
async function withoutKnown(
  tx: Tx,
  read: Named[],
  { outcomes, refused }: { outcomes: Received['outcomes']; refused: RefusedEvent[] },
): Promise<Named[]> {
  const keys = read.map(({ event }) => event.key)
  await lock(tx, [...keys, ...read.map(({ identity }) => identity)])
  const { rows } = await sql<{ key: string; digest: string }>`
    select key, replace(digest::text, '-', '') as digest from crm.order_event where key = any(${textArray(keys)}::text[])`.execute(
    tx,
  )
  const digests = new Map(rows.map(({ key, digest }) => [key, digest]))
  const parted = partKnown(read, { digests, wayOut: ofUsedKey })
  outcomes.push(...parted.known.map((record) => ({ record, outcome: 'known' as const })))
  refused.push(...parted.refused)
  return parted.fresh
}

const ofUsedKey = 'Give each event a key of its own; to change a line, send a new event with the action correct.'

/** Larger groups lock all at once: a lock for each record would be more than the database holds. */
const lockedEach = 20

/** Two senders of one key, or of one line, take turns. */
async function lock(tx: Tx, names: readonly string[]): Promise<void> {
  if (names.length > 2 * lockedEach) {
    await sql`select pg_advisory_xact_lock(hashtextextended('crm.order_event', 0))`.execute(tx)
    return
  }
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('crm.order_event', 0))`.execute(tx)
  await sql`select pg_advisory_xact_lock(hash) from (
    select distinct hashtextextended('crm.order_event:' || name, 0) as hash from unnest(${[...names]}::text[]) as n (name)
    order by hash offset 0) h`.execute(tx)
}

async function storedLines(tx: Tx, claimed: readonly Claimed[]): Promise<Map<string, StoredLine>> {
  const identities = plainArray(claimed.map(({ identity }) => identity))
  const { rows } = await sql<StoredLine & { identity: string }>`
    select identity, id, ordered_on as "orderedOn", account_id as "accountId", item_id as "itemId",
      territory_id as "territoryId", owner_id as "ownerId", channel, promotion, quantity::text as quantity,
      amount::text as amount, currency
    from crm.order_line where identity = any(${identities}::uuid[]) and ended_at is null order by id for update`.execute(
    tx,
  )
  return new Map(rows.map(({ identity, ...line }) => [identity, line]))
}

function said(taken: readonly Taken[]): string {
  const counts = Map.groupBy(taken, ({ outcome }) => outcome)
  const parts = [...counts].map(([outcome, those]) => `${those.length} ${outcome}`)
  return `Received order lines: ${parts.join(', ')}`
}
