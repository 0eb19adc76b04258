import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'

/** A message whose turn has come: no older one about the same thing waits for this webhook. */
export type Due = {
  id: string
  webhookId: string
  event: string
  facts: Record<string, unknown>
  happenedAt: string
  tries: number
}

/** Whether an event was not followed yet or a message is due, while there is a webhook at all. */
export async function isAnythingDue(db: Db, now: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from integrations.webhook where ended_at is null) and (
      exists (select from platform.event e, integrations.follower f where f.name = 'webhooks'
        and (e.xact, e.id) > (f.xact, f.event_id) and e.xact < pg_snapshot_xmin(pg_current_snapshot()))
      or exists (select from integrations.delivery d join integrations.webhook w on w.id = d.webhook_id
        where d.state = 'waiting' and d.next_at <= ${now} and w.ended_at is null and w.paused_at is null)) as due`.execute(
    db,
  )
  return rows[0]!.due
}

/** The messages of one webhook that may be sent now, one per thing, oldest first. */
export async function dueFor(
  db: Db,
  { webhookId, now, most }: { webhookId: string; now: string; most: number },
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, webhook_id as "webhookId", event, subject as facts, happened_at as "happenedAt", tries from (
      select distinct on (d.about) d.* from integrations.delivery d join integrations.webhook w on w.id = d.webhook_id
      where d.webhook_id = ${webhookId} and d.state = 'waiting' and w.ended_at is null and w.paused_at is null
      order by d.about, d.id) first
    where next_at <= ${now} order by id limit ${most}`.execute(db)
  return rows
}

/** The secrets that a webhook's messages are signed with now, newest first. */
export async function secretsOf(db: Db, { webhookId, now }: { webhookId: string; now: string }): Promise<string[]> {
  const { rows } = await sql<{ secret: string }>`
    select secret from integrations.webhook_secret
    where webhook_id = ${webhookId} and (until is null or until > ${now}) order by made_at desc, id desc`.execute(db)
  return rows.map(({ secret }) => secret)
}
