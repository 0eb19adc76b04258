import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Webhook } from '../schema.ts'

/** The webhooks of one user (of everybody where none is named), by name. */
export async function webhooks(db: Db, { madeBy, now }: { madeBy: string | null; now: string }): Promise<Webhook[]> {
  const { rows } = await sql<Webhook>`
    select w.id, w.name, w.url, w.events, jsonb_build_object('id', u.id, 'name', u.name) as "madeBy",
      w.made_at as "madeAt", w.paused_at as "pausedAt", w.paused_because as "pausedBecause",
      d.waiting::int as waiting, d.dead::int as dead, d.delivered::int as "deliveredLastDay",
      last.done_at as "lastDeliveredAt", failed.says as failing
    from integrations.webhook w join auth."user" u on u.id = w.made_by
    cross join lateral (
      select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as dead,
        count(*) filter (where state = 'delivered' and done_at > ${now}::timestamptz - interval '1 day') as delivered
      from integrations.delivery where webhook_id = w.id) d
    left join lateral (
      select max(done_at) as done_at from integrations.delivery where webhook_id = w.id and state = 'delivered') last on true
    left join lateral (
      select a.says from integrations.attempt a join integrations.delivery f on f.id = a.delivery_id
      where f.webhook_id = w.id and f.state in ('waiting', 'dead') and a.at > coalesce(last.done_at, '-infinity')
      order by a.at desc limit 1) failed on true
    where w.ended_at is null and (${madeBy}::uuid is null or w.made_by = ${madeBy}) order by lower(w.name)`.execute(db)
  return rows
}
