import { sql } from 'kysely'
import pg from 'pg'
import { type DatabaseAddress, type Db, poolConfig } from '../db/pool.ts'

export type Happened = { id: string; at: string; name: string; subject: Record<string, unknown> }
type Cursor = { xact: string; id: string }

export type EventFeed = {
  /** Calls back for each event from now on; returns how to stop. */
  subscribe: (listener: (event: Happened) => void) => () => void
  stop: () => Promise<void>
}

/**
 * Tells listeners of events soon after they are committed. The event table is the truth; LISTEN only shortens the wait.
 * Events are read in transaction order and only once no older transaction is open, so none is passed over.
 */
export async function openFeed({ db, address }: { db: Db; address: DatabaseAddress }): Promise<EventFeed> {
  const listeners = new Set<(event: Happened) => void>()
  let cursor = await newest(db)
  let reading = false
  let stopped = false

  async function read(): Promise<void> {
    if (reading || stopped || listeners.size === 0) return
    reading = true
    try {
      const events = await eventsAfter(db, cursor)
      for (const { xact, ...event } of events) {
        cursor = { xact, id: event.id }
        for (const listener of listeners) listener(event)
      }
    } finally {
      reading = false
    }
  }

  let client: pg.Client | null = null
  async function keepListening(): Promise<void> {
    if (client || stopped) return
    client = await listen(address, {
      heard: () => void read().catch(() => {}),
      ended: () => {
        client = null
      },
    })
  }

  await keepListening()
  const timer = setInterval(() => {
    void keepListening()
    void read().catch(() => {})
  }, 1000)
  timer.unref()
  return {
    subscribe: (listener) => {
      if (listeners.size === 0)
        void newest(db).then(
          (at) => {
            cursor = at
          },
          () => {},
        )
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await client?.end().catch(() => {})
    },
  }
}

async function newest(db: Db): Promise<Cursor> {
  const { rows } = await sql<Cursor>`select e.xact::text as xact, e.id from platform.event e
    where e.xact < pg_snapshot_xmin(pg_current_snapshot()) order by e.xact desc, e.id desc limit 1`.execute(db)
  return rows[0] ?? { xact: '0', id: '00000000-0000-0000-0000-000000000000' }
}

/** By number, not by its text: the 1000th transaction comes after the 999th. */
async function eventsAfter(db: Db, cursor: Cursor): Promise<(Happened & { xact: string })[]> {
  const { rows } = await sql<Happened & { xact: string }>`
    select e.xact::text as xact, e.id, e.at, e.name, e.subject from platform.event e
    where (e.xact, e.id) > (${cursor.xact}::xid8, ${cursor.id}::uuid) and e.xact < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xact, e.id limit 500`.execute(db)
  return rows
}

async function listen(
  address: DatabaseAddress,
  on: { heard: () => void; ended: () => void },
): Promise<pg.Client | null> {
  const client = new pg.Client(poolConfig(address))
  client.on('error', on.ended)
  client.on('end', on.ended)
  client.on('notification', on.heard)
  try {
    await client.connect()
    await client.query('listen drumbeat_event')
    return client
  } catch {
    return null // the timer tries again, and reads every second meanwhile
  }
}
