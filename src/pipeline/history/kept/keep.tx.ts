import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { DealHistory } from '../deal-history.ts'
import type { Mark } from '../mark.ts'
import { columnsOf } from './columns.ts'
import { FORM, type KeptHead, PART_BYTES, partsOf, placeNow } from './kept.sql.ts'

const packed = promisify(zstdCompress)

/** Keeps the history as it stands in memory for the next process; it may hold more than its mark says, never less. */
export async function keepHistory(work: Work, { history, mark }: { history: DealHistory; mark: Mark }): Promise<void> {
  const { facts, columns } = columnsOf(history)
  const place = await placeNow(work.workspace.db)
  const head: KeptHead = { ...facts, form: FORM, xmin: mark.xmin, seen: [...mark.seen], place }
  await transact(work, async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(hashtext('pipeline.kept_history'))`.execute(tx)
    await sql`delete from pipeline.kept_history`.execute(tx)
    await keepPart(tx, 0, Buffer.from(JSON.stringify(head)))
    let at = 1
    for (const column of columns) {
      for (let part = 0; part < partsOf(column); part++) {
        await keepPart(tx, at++, column.subarray(part * PART_BYTES, (part + 1) * PART_BYTES))
      }
    }
  })
}

async function keepPart(tx: Tx, place: number, bytes: Uint8Array): Promise<void> {
  const part = await packed(bytes)
  await sql`insert into pipeline.kept_history (place, part) values (${place}, ${part})`.execute(tx)
}
