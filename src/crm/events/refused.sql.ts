import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { EventNoun, RefusedQuery } from './refused.ts'

type Page<Each> = { total: number; refused: Each[]; next: number | null }

/** A page of refused records, newest first: all of them for those who see everybody's deals or orders, else what one sent oneself. */
export async function refusedPage<Each>(
  db: Db,
  scope: Scope,
  asked: { noun: EventNoun } & z.output<typeof RefusedQuery>,
): Promise<Page<Each>> {
  const { noun, batch = null, code = null, offset, limit } = asked
  const sees = scope.sees[noun === 'order' ? 'orders' : 'deals']
  const mine = sees === 'all' ? sql`true` : sql`sender_id = ${scope.userId}`
  const matching = sql`noun = ${noun} and ${mine} and (${batch}::uuid is null or batch_id = ${batch}) and (${code}::text is null or code = ${code})`
  const { rows } = await sql<Each>`
    select id, batch_id as "batchId", record, key, code, message, way_out as "wayOut", received_at as "receivedAt", text
    from crm.event_refused where ${matching}
    order by received_at desc, batch_id, record limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{
    total: number
  }>`select count(*)::int as total from crm.event_refused where ${matching}`.execute(db)
  const total = counted.rows[0]!.total
  return { total, refused: rows, next: offset + rows.length < total ? offset + rows.length : null }
}
