import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import type { Workspace } from '#platform/workspace.ts'
import { factsSeenBy, type Receiver, receivers } from './receivers.sql.ts'
import { aboutOf } from './visible.ts'

type Event = { xact: string; id: string; at: string; event: string; facts: Record<string, unknown> }

const MOST_AT_ONCE = 500

/**
 * Turns the events since the last look into messages to the webhooks that ask for them, in the order in which they were
 * committed; the mark moves in the same transaction, so that a crash neither loses nor doubles one. True where there may be more.
 */
export async function followEvents(workspace: Workspace): Promise<boolean> {
  return workspace.db.transaction().execute(async (tx) => {
    const events = await eventsSince(tx)
    const last = events.at(-1)
    if (!last) return false
    for (const receiver of await receivers(workspace, tx)) await keepFor(tx, { workspace, receiver, events })
    await sql`update integrations.follower set xact = ${last.xact}::xid8, event_id = ${last.id}
      where name = 'webhooks'`.execute(tx)
    return events.length === MOST_AT_ONCE
  })
}

/** Events behind the mark, once no older transaction is open; whoever else follows waits. */
async function eventsSince(tx: Tx): Promise<Event[]> {
  const { rows: marks } = await sql<{ xact: string; eventId: string }>`
    select xact::text as xact, event_id as "eventId" from integrations.follower where name = 'webhooks' for update`.execute(
    tx,
  )
  const { xact, eventId } = marks[0]!
  const { rows } = await sql<Event>`
    select e.xact::text as xact, e.id, e.at, e.name as event, e.subject as facts from platform.event e
    where (e.xact, e.id) > (${xact}::xid8, ${eventId}::uuid) and e.xact < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xact, e.id limit ${MOST_AT_ONCE}`.execute(tx)
  return rows
}

async function keepFor(
  tx: Tx,
  { workspace, receiver, events }: { workspace: Workspace; receiver: Receiver; events: Event[] },
): Promise<void> {
  const asked = events.filter(({ event, at }) => receiver.events.includes(event) && at >= receiver.madeAt)
  if (asked.length === 0) return
  const facts = await factsSeenBy(workspace, { reader: receiver, events: asked, db: tx })
  const kept = asked.filter((_, index) => facts[index] !== null)
  const now = workspace.clock().toISOString()
  await sql`insert into integrations.delivery (id, webhook_id, event_id, event, about, subject, happened_at, state, next_at)
    select id, ${receiver.id}, event_id, event, about, subject, happened_at, 'waiting', ${now} from jsonb_to_recordset(${JSON.stringify(
      kept.map(({ id, event, facts, at }) => ({
        id: newId(),
        event_id: id,
        event,
        about: aboutOf(event, facts),
        subject: facts,
        happened_at: at,
      })),
    )}::jsonb) as x(id uuid, event_id uuid, event text, about text, subject jsonb, happened_at timestamptz)
    on conflict (webhook_id, event_id) do nothing`.execute(tx)
}
