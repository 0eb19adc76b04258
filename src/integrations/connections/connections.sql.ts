import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Connection, Run } from './schema.ts'

const run = sql`'id', r.id, 'mode', r.mode, 'state', r.state, 'beganAt', to_char(r.began_at at time zone 'UTC', ${'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'}),
  'endedAt', to_char(r.ended_at at time zone 'UTC', ${'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'}), 'says', r.says, 'counts', r.counts`

/** All connections with how they fare, by name. */
export async function connectionList(db: Db): Promise<Connection[]> {
  const { rows } = await sql<Connection>`
    select c.id, c.name, c.kind, c.address, c.client_id as "clientId", c.pipeline, jsonb_build_object('fields', c.write_fields, 'rule', c.write_rule) as writes, c.chosen_fields as fields,
      jsonb_build_object('isRead', c.read_quotas, 'named', c.quotas_named) as quotas, jsonb_build_object('id', u.id, 'name', u.name) as "madeBy",
      c.made_at as "madeAt", c.paused_at as "pausedAt", c.asked, c.waits_until as "waitsUntil", good.at as "lastGoodAt", last.run as "lastRun",
      coalesce(f.list, '[]') as findings, coalesce(k.list, '[]') as rows
    from integrations.connection c join auth."user" u on u.id = c.made_by
    left join lateral (select max(r.ended_at) as at from integrations.connection_run r
      where r.connection_id = c.id and r.state = 'done' and r.mode <> 'dry run') good on true
    left join lateral (select jsonb_build_object(${run}) as run from integrations.connection_run r
      where r.connection_id = c.id order by r.began_at desc, r.id desc limit 1) last on true
    left join lateral (select jsonb_agg(jsonb_build_object('kind', f.kind, 'about', f.about, 'says', f.says,
        'foundAt', to_char(f.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.found_at, f.kind, f.about) as list
      from integrations.connection_finding f where f.connection_id = c.id) f on true
    left join lateral (select jsonb_agg(jsonb_build_object('object', k.object, 'rows', k.rows_in,
        'since', to_char(k.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by k.object) as list
      from integrations.connection_cursor k where k.connection_id = c.id) k on true
    where c.ended_at is null order by lower(c.name)`.execute(db)
  return rows
}

/** The last runs of a connection, newest first. */
export async function connectionRuns(db: Db, { id, limit }: { id: string; limit: number }): Promise<Run[]> {
  const { rows } =
    await sql<Run>`select r.id, r.mode, r.state, r.began_at as "beganAt", r.ended_at as "endedAt", r.says, r.counts
    from integrations.connection_run r join integrations.connection c on c.id = r.connection_id and c.ended_at is null
    where r.connection_id = ${id} order by r.began_at desc, r.id desc limit ${limit}`.execute(db)
  return rows
}

/** What opens the door of a connection now, to be tried with parts of it changed. */
export async function addressOf(
  db: Db,
  id: string,
): Promise<{ kind: Connection['kind']; address: string; clientId: string | null } | undefined> {
  const { rows } = await sql<{ kind: Connection['kind']; address: string; clientId: string | null }>`
    select kind, address, client_id as "clientId" from integrations.connection where id = ${id} and ended_at is null`.execute(
    db,
  )
  return rows[0]
}
