import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { textArray } from '#platform/db/arrays.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { partKnown } from '../../events/known.ts'
import { refusedAs } from '../../events/refused.ts'
import { keepRefused } from '../../events/refused.tx.ts'
import type { Sender } from '../../events/sender.ts'
import type { Received as ReceivedAs } from '../../events/stream.ts'
import { addDealIn, changeDealIn } from '../change.tx.ts'
import { endDealIn } from '../end.tx.ts'
import { replaceLines } from '../lines/replace.tx.ts'
import type { dealOutcomes } from './contract.ts'
import { type Directory, dealNamed, directoryFor } from './directory.sql.ts'
import { type DealEvent, RefusedDealEvent } from './event.ts'
import { statedLines } from './lines.ts'
import type { DealRecord, NamedDealEvent } from './read-record.ts'
import { changesOf } from './resolve.ts'
import { whenOf } from './when.ts'

type Outcome = (typeof dealOutcomes)[number]
type Received = ReceivedAs<Outcome, RefusedDealEvent>
type From = Sender & { scope: Scope }
type Settled = { outcome: Exclude<Outcome, 'known'> } | Omit<RefusedDealEvent, 'record' | 'key'>

/**
 * Takes a group of records in one transaction, each as if it were an edit of its deal: good ones into the history, the others to
 * the refused, each with its reason. A key that was taken before is not taken again.
 */
export async function receiveDeals(work: Work, records: readonly DealRecord[], from: From): Promise<Received> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    // One sender at a time: two that change the same deals in another order would wait for each other.
    await sql`select pg_advisory_xact_lock(hashtextextended('crm.deal_event', 0))`.execute(tx)
    const read = records.flatMap((record) => (record.event ? [record] : []))
    const { fresh, known, refused } = partKnown(read, { digests: await digestsOf(writing, read), wayOut: ofUsedKey })
    const outcomes: Received['outcomes'] = known.map((record) => ({ record, outcome: 'known' }))
    const refusals: RefusedDealEvent[] = [...records.flatMap((record) => record.refused ?? []), ...refused]
    const directory = await directoryFor(
      tx,
      fresh.map(({ event }) => event),
      now,
    )
    for (const { record, event, digest } of fresh) {
      const id = newId()
      const settled = await settle(writing, event, { id, directory, from })
      if ('code' in settled) refusals.push(refusedAs({ record, key: event.key }, settled))
      else {
        await keepEvent(writing, { id, event, digest, ...settled, sourceId: from.sourceId })
        outcomes.push({ record, outcome: settled.outcome })
      }
    }
    const { batchId, sourceId } = from
    await keepRefused(tx, { noun: 'deal', records, refused: refusals, now, senderId: actor.id, batchId, sourceId })
    return { outcomes, refused: refusals.sort((a, b) => a.record - b.record) }
  })
}

const ofUsedKey = 'Give each event a key of its own.'

async function digestsOf({ tx }: Writing, read: readonly NamedDealEvent[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; digest: string }>`
    select key, replace(digest::text, '-', '') as digest from crm.deal_event
    where key = any(${textArray(read.map(({ event }) => event.key))}::text[])`.execute(tx)
  return new Map(rows.map(({ key, digest }) => [key, digest]))
}

type With = { id: string; directory: Directory; from: From }

/** Carries one event out; what is refused leaves no trace of its own. */
async function settle(writing: Writing, event: DealEvent, given: With): Promise<Settled> {
  const { tx } = writing
  await sql`savepoint one_deal`.execute(tx)
  try {
    const settled = await carryOut(writing, event, given)
    await sql`release savepoint one_deal`.execute(tx)
    return settled
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint one_deal`.execute(tx)
    await error.afterwards?.(writing)
    const { code, message, wayOut = null } = error.problem
    const known = RefusedDealEvent.shape.code.safeParse(code)
    return { code: known.success ? known.data : 'refused', message, wayOut }
  }
}

async function carryOut(writing: Writing, event: DealEvent, { id, directory, from }: With): Promise<Settled> {
  const { scope } = from
  const when = whenOf(event, directory)
  if ('code' in when) return when
  const deal = await dealNamed(writing.tx, scope, event.deal)
  if (deal === 'hidden' || (event.action === 'remove' && (!deal || deal.ended))) return noSuchDeal(event)
  const source = from.sourceId === null ? null : writing.actor.name
  const lined = { validAt: when.at, source }
  if (event.action === 'remove') {
    await replaceLines(writing, { ...lined, dealId: deal!.id, lines: [] })
    await endDealIn(writing, scope, { id: deal!.id, by: id })
    return { outcome: 'removed' }
  }
  const changes = changesOf(event, { deal, directory })
  if ('code' in changes) return changes
  const lines = statedLines(event, { deal, directory })
  if ('code' in lines) return lines
  const reason = event.reason ?? (from.sourceId === null ? undefined : `From ${writing.actor.name}`)
  if (deal && !deal.ended) {
    const { changed } = await changeDealIn(writing, scope, {
      id: deal.id,
      changes,
      validAt: event.at && when.at,
      reason,
    })
    const relined = event.lines !== undefined && (await replaceLines(writing, { ...lined, dealId: deal.id, lines }))
    if (relined && !changed) await tellLines(writing, deal.id)
    return { outcome: changed || relined ? 'changed' : 'unchanged' }
  }
  const { name, stageId } = changes
  if (name === undefined || stageId === undefined) return noSuchDeal(event)
  const origin = { endedId: deal?.id ?? null, externalId: event.deal, validAt: when.at }
  const added = await addDealIn(writing, scope, { ...changes, name, stageId, reason }, origin)
  await replaceLines(writing, { ...lined, dealId: added.id, lines })
  return { outcome: 'added' }
}

async function tellLines({ audit, emit }: Writing, dealId: string): Promise<void> {
  const summary = 'Changed the products of the deal by an event'
  await audit({ command: 'crm.change-deal-line', noun: 'deal', subjectId: dealId, summary })
  await emit('crm.deal.changed', { dealId })
}

function noSuchDeal({ action, deal, name, stage }: DealEvent): Settled {
  const message = `There is no deal "${deal}"${action === 'remove' ? ' to remove' : ''} that you can see.`
  if (action === 'remove') return { code: 'no-such-deal', message, wayOut: 'It may have been removed before.' }
  const wayOut =
    name === undefined || stage === undefined
      ? 'Send its name and its stage too, to add it.'
      : 'Send it with the token of somebody who sees all deals.'
  return { code: 'no-such-deal', message, wayOut }
}

type Kept = NamedDealEvent & { id: string; outcome: Outcome; sourceId: string | null }

async function keepEvent({ tx, now }: Writing, { id, event, digest, outcome, sourceId }: Kept): Promise<void> {
  await sql`insert into crm.deal_event (id, key, digest, outcome, source_id, received_at)
    values (${id}, ${event.key}, ${digest}::uuid, ${outcome}, ${sourceId}, ${now})`.execute(tx)
}
