import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import type { orderEventsContract } from './contract.ts'

type Reply = z.input<typeof orderEventsContract.refusedOrders.reply>

/** A page of refused records, newest first. */
export async function refusedPage(
  db: Db,
  asked: z.output<typeof orderEventsContract.refusedOrders.query>,
): Promise<Reply> {
  const { batch = null, code = null, offset, limit } = asked
  const matching = sql`(${batch}::uuid is null or batch_id = ${batch}) and (${code}::text is null or code = ${code})`
  const { rows } = await sql<Reply['refused'][number]>`
    select id, batch_id as "batchId", record, key, code, message, way_out as "wayOut", received_at as "receivedAt", text
    from crm.order_refused where ${matching}
    order by received_at desc, batch_id, record limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from crm.order_refused where ${matching}`.execute(db)
  const total = counted.rows[0]!.total
  return { total, refused: rows, next: offset + rows.length < total ? offset + rows.length : null }
}

/** The sources that may send signed events. */
export async function openSources(db: Db): Promise<{ id: string; name: string; createdAt: string }[]> {
  const { rows } = await sql<{ id: string; name: string; createdAt: string }>`
    select id, name, created_at as "createdAt" from crm.order_source where ended_at is null order by lower(name)`.execute(
    db,
  )
  return rows
}
