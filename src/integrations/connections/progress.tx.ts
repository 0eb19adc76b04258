import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Cursor } from './cursor.ts'
import type { Mode, ObjectCount, Run } from './schema.ts'
import type { Found, Opened } from './source.ts'

/** Takes up a reading: what was asked for is taken, runs that were cut off are called so, a full one forgets how far it was. */
export async function beginRun(
  work: Work,
  connectionId: string,
): Promise<{ id: string; mode: Mode; isAsked: boolean }> {
  return transact(work, async ({ tx, now, emit }) => {
    const { rows } = await sql<{ asked: Mode | null }>`
      with taken as (select id, asked from integrations.connection where id = ${connectionId} for update)
      update integrations.connection c set asked = null from taken where c.id = taken.id returning taken.asked`.execute(
      tx,
    )
    const asked = rows[0]?.asked ?? null
    const mode = asked ?? 'sync'
    await sql`update integrations.connection_run set state = 'cut off', ended_at = ${now}, says = 'It was cut off; the next run goes on where it was.'
      where connection_id = ${connectionId} and state = 'running'`.execute(tx)
    if (mode === 'full')
      await sql`update integrations.connection_cursor set since = null, recent = '{}', download = null where connection_id = ${connectionId}`.execute(
        tx,
      )
    const id = newId()
    await sql`insert into integrations.connection_run (id, connection_id, mode, state, began_at, says)
      values (${id}, ${connectionId}, ${mode}, 'running', ${now}, 'Signing in')`.execute(tx)
    await emit('integrations.connection.changed', { connectionId })
    return { id, mode, isAsked: asked !== null }
  })
}

/** Says how far a run is; the screens read it. */
export async function tellRun(
  { workspace }: Work,
  run: { id: string; says: string; counts: readonly ObjectCount[] },
): Promise<void> {
  await sql`update integrations.connection_run set says = ${run.says}, counts = ${JSON.stringify(run.counts)} where id = ${run.id}`.execute(
    workspace.db,
  )
}

export type Ending = {
  id: string
  connectionId: string
  state: Exclude<Run['state'], 'running' | 'cut off'>
  says: string
  counts: readonly ObjectCount[]
  /** Seconds until it is tried again by itself; null for the usual five minutes. */
  waits: number | null
  /** Nothing new, and nobody had asked: older runs of that kind are forgotten. */
  isQuiet: boolean
}

/** Ends a run, and says when the connection is read again. */
export async function endRun(work: Work, end: Ending): Promise<void> {
  await transact(work, async ({ tx, now, emit }) => {
    const { id, connectionId, state, says, counts, waits, isQuiet } = end
    await sql`update integrations.connection_run set state = ${state}, ended_at = ${now}, says = ${says}, counts = ${JSON.stringify(counts)}
      where id = ${id}`.execute(tx)
    await sql`update integrations.connection set failures = ${state === 'failed' ? sql`failures + 1` : sql`0`},
      waits_until = ${waits === null ? sql`null` : sql`${now}::timestamptz + make_interval(secs => ${waits})`} where id = ${connectionId}`.execute(
      tx,
    )
    if (isQuiet)
      await sql`delete from integrations.connection_run where connection_id = ${connectionId} and id <> ${id} and state = 'done' and counts = '[]'`.execute(
        tx,
      )
    await emit('integrations.connection.changed', { connectionId })
  })
}

/** Writes how far an object has been read, in the transaction of its rows. */
export async function keepCursor(
  tx: Tx,
  {
    connectionId,
    object,
    cursor,
    rows,
    now,
  }: { connectionId: string; object: string; cursor: Cursor; rows: number; now: string },
): Promise<void> {
  const { since, recent, download } = cursor
  await sql`insert into integrations.connection_cursor (connection_id, object, since, recent, download, rows_in, changed_at)
    values (${connectionId}, ${object}, ${since}, ${JSON.stringify(recent)}, ${download && JSON.stringify(download)}, ${rows}, ${now})
    on conflict (connection_id, object) do update set since = excluded.since, recent = excluded.recent, download = excluded.download,
      rows_in = integrations.connection_cursor.rows_in + excluded.rows_in, changed_at = excluded.changed_at`.execute(tx)
}

/** Notes which rows of an object stay out, by their id there; those that were read again and went in are no longer listed. */
export async function keepLeftOut(
  tx: Tx,
  {
    connectionId,
    object,
    importIds,
    again,
    now,
  }: { connectionId: string; object: string; importIds: readonly string[]; again: readonly string[]; now: string },
): Promise<void> {
  await sql`delete from integrations.connection_left_out where connection_id = ${connectionId} and object = ${object}
    and outside_id = any(${again}::text[])`.execute(tx)
  await sql`insert into integrations.connection_left_out (connection_id, object, outside_id, reason, left_out_at)
    select distinct on (1, 2, 3) ${connectionId}::uuid, ${object}, split_part(q.raw, ',', 1), coalesce(q.problems -> 0 ->> 'reason', 'it does not fit'), ${now}::timestamptz
    from imports.quarantine q where q.import_id = any(${importIds}::uuid[])
    on conflict (connection_id, object, outside_id) do update set reason = excluded.reason`.execute(tx)
}

/** Keeps the stages as they are known from now on. */
export async function keepStages({ workspace }: Work, connectionId: string, stages: Opened['stages']): Promise<void> {
  await sql`insert into integrations.connection_stage (connection_id, outside_id, value, stage)
    select ${connectionId}::uuid, s."outsideId", s.value, s.stage from jsonb_to_recordset(${JSON.stringify(stages)}::jsonb) as s ("outsideId" text, value text, stage text)
    on conflict (connection_id, outside_id) do update set value = excluded.value`.execute(workspace.db)
}

/** The health list as this run found it; what is no longer so is gone. */
export async function keepFindings(work: Work, connectionId: string, found: readonly Found[]): Promise<void> {
  await transact(work, async ({ tx, now }) => {
    await sql`delete from integrations.connection_finding f where f.connection_id = ${connectionId}
      and not exists (select 1 from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as n (kind text, about text) where n.kind = f.kind and n.about = f.about)`.execute(
      tx,
    )
    await sql`insert into integrations.connection_finding (connection_id, kind, about, says, found_at, seen_at)
      select distinct on (n.kind, n.about) ${connectionId}::uuid, n.kind, n.about, n.says, ${now}::timestamptz, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as n (kind text, about text, says text)
      on conflict (connection_id, kind, about) do update set says = excluded.says, seen_at = excluded.seen_at`.execute(
      tx,
    )
  })
}
