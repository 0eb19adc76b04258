import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import type { EventNoun, Refused } from './refused.ts'
import type { Sender } from './sender.ts'

type Given = {
  noun: EventNoun
  records: readonly { record: number; text: string }[]
  refused: readonly Refused[]
  now: string
  /** The user whose request it was. */
  senderId: string | null
} & Sender

/** Keeps refused records as they came. */
export async function keepRefused(tx: Tx, given: Given): Promise<void> {
  const { noun, records, refused, now, batchId, sourceId, senderId } = given
  if (refused.length === 0) return
  const texts = new Map(records.map(({ record, text }) => [record, text]))
  const rows = refused.map(({ record, key, code, message, wayOut }) => {
    const text = keepable((texts.get(record) ?? '').slice(0, 4000))
    return { id: newId(), record, key: key && keepable(key), code, message: keepable(message), way_out: wayOut, text }
  })
  await sql`insert into crm.event_refused (id, noun, batch_id, record, key, code, message, way_out, text, source_id, sender_id, received_at)
    select id, ${noun}, ${batchId}, record, key, code, message, way_out, text, ${sourceId}, ${senderId}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, record int, key text, code text, message text, way_out text, text text)`.execute(tx)
}

/** Text as PostgreSQL holds it: without NUL, and without half a pair, as a cut may leave one. */
function keepable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
