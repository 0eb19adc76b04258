import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { Attempt, Delivery } from '../schema.ts'

type Asked = {
  webhookId: string
  state?: Delivery['state'] | undefined
  event?: string | undefined
  before?: string | undefined
  limit: number
}

const columns = sql`d.id, d.event, d.about, d.happened_at as "happenedAt", d.state, d.tries,
  case when d.state = 'waiting' then d.next_at end as "nextAt", d.done_at as "doneAt",
  last.status as "lastStatus", last.says as "lastSays"`
const lastAttempt = sql`left join lateral (select status, says from integrations.attempt
  where delivery_id = d.id order by at desc, id desc limit 1) last on true`

/** Refuses whoever may not see this webhook, as if it were not there. */
export async function refuseUnseen(db: Db, { id, madeBy }: { id: string; madeBy: string | null }): Promise<void> {
  const { rows } = await sql`select from integrations.webhook
    where id = ${id} and ended_at is null and (${madeBy}::uuid is null or made_by = ${madeBy})`.execute(db)
  if (rows.length === 0) throw notFound('webhook', id)
}

/** A page of the messages to a webhook, newest first. */
export async function deliveries(
  db: Db,
  { webhookId, state, event, before, limit }: Asked,
): Promise<{ deliveries: Delivery[]; total: number; next: string | null }> {
  const chosen = sql`d.webhook_id = ${webhookId} and (${state ?? null}::text is null or d.state = ${state ?? null})
    and (${event ?? null}::text is null or d.event = ${event ?? null})`
  const [{ rows }, { rows: counts }] = await Promise.all([
    sql<Delivery>`select ${columns} from integrations.delivery d ${lastAttempt}
      where ${chosen} and (${before ?? null}::uuid is null or d.id < ${before ?? null}::uuid)
      order by d.id desc limit ${limit + 1}`.execute(db),
    sql<{ total: number }>`select count(*)::int as total from integrations.delivery d where ${chosen}`.execute(db),
  ])
  const page = rows.slice(0, limit)
  return { deliveries: page, total: counts[0]!.total, next: rows.length > limit ? page.at(-1)!.id : null }
}

/** One message with its attempts, newest first. */
export async function delivery(
  db: Db,
  { webhookId, id }: { webhookId: string; id: string },
): Promise<{ delivery: Delivery; facts: Record<string, unknown>; attempts: Attempt[] }> {
  const [{ rows }, { rows: attempts }] = await Promise.all([
    sql<Delivery & { facts: Record<string, unknown> }>`select ${columns}, d.subject as facts
      from integrations.delivery d ${lastAttempt} where d.id = ${id} and d.webhook_id = ${webhookId}`.execute(db),
    sql<Attempt>`select at, status, says, ms from integrations.attempt where delivery_id = ${id}
      order by at desc, id desc limit 200`.execute(db),
  ])
  if (!rows[0]) throw notFound('delivery', id)
  const { facts, ...found } = rows[0]
  return { delivery: found, facts, attempts }
}
