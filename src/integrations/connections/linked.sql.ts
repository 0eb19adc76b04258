import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { Cursor, unread } from './cursor.ts'
import type { Access, Linked } from './linked.ts'
import type { ChosenField } from './schema.ts'
import { unseal } from './sealed.ts'
import type { Found } from './source.ts'

/** Nearly five minutes: the clock that wakes the job is not exact to the second. */
const everySeconds = 280

/** The connections that are to be read now: asked for, or not read for five minutes and not told to wait. */
export async function dueConnections(db: Db, now: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from integrations.connection c
    where c.ended_at is null and c.paused_at is null and (c.asked is not null
      or ((c.waits_until is null or c.waits_until <= ${now}) and exists (select 1 from integrations.connection_run r where r.connection_id = c.id)
        and not exists (select 1 from integrations.connection_run r where r.connection_id = c.id and r.state <> 'cut off' and r.state <> 'running'
          and r.began_at > ${now}::timestamptz - make_interval(secs => ${everySeconds}))))
    order by c.asked is null, c.made_at`.execute(db)
  return rows.map(({ id }) => id)
}

/** A connection with its secrets opened; null where it ended, 'sealed' where another workspace had sealed them. */
export async function linkedConnection(
  db: Db,
  { id, secret }: { id: string; secret: string },
): Promise<(Linked & { failures: number; readWith: ChosenField[] }) | 'sealed' | null> {
  const { rows } = await sql<
    Omit<Linked, 'access'> & { sealed: string; failures: number; readWith: ChosenField[] }
  >`select id, name, kind, address, client_id as "clientId", pipeline, sealed, failures,
      jsonb_build_object('fields', write_fields, 'rule', write_rule) as writes, chosen_fields as chosen, read_fields as "readWith",
      jsonb_build_object('isRead', read_quotas, 'named', quotas_named) as quotas
    from integrations.connection where id = ${id} and ended_at is null`.execute(db)
  if (!rows[0]) return null
  const { sealed, ...linked } = rows[0]
  const access = unseal(sealed, secret)
  return access === null ? 'sealed' : { ...linked, access: JSON.parse(access) as Access }
}

export async function cursorOf(
  db: Db,
  { connectionId, object }: { connectionId: string; object: string },
): Promise<Cursor> {
  const { rows } =
    await sql<Cursor>`select to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since, recent, download
    from integrations.connection_cursor where connection_id = ${connectionId} and object = ${object}`.execute(db)
  return rows[0] ? Cursor.parse(rows[0]) : unread
}

export async function stagesKnown(
  db: Db,
  connectionId: string,
): Promise<{ outsideId: string; value: string; stage: string }[]> {
  const { rows } = await sql<{ outsideId: string; value: string; stage: string }>`
    select outside_id as "outsideId", value, stage from integrations.connection_stage where connection_id = ${connectionId}`.execute(
    db,
  )
  return rows
}

/** Rows that stay out, by object. */
export async function leftOut(db: Db, connectionId: string): Promise<{ object: string; id: string }[]> {
  const { rows } = await sql<{ object: string; id: string }>`
    select object, outside_id as id from integrations.connection_left_out where connection_id = ${connectionId}`.execute(
    db,
  )
  return rows
}

/** Of these outside ids, the deals that are here; with `ended`, those that were here and ended. */
export async function dealsHere(
  db: Db,
  { ids, ended = false }: { ids: readonly string[]; ended?: boolean },
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select external_id as id from crm.deal
    where external_id = any(${ids}::text[]) and (ended_at is not null) = ${ended}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** What of the rows themselves does not fit: those left out, and people who left but still own open deals. */
export async function rowFindings(db: Db, connectionId: string): Promise<Found[]> {
  const { rows } = await sql<{ object: string; reason: string; rows: number; example: string }>`
    select object, reason, count(*)::int as rows, min(outside_id) as example from integrations.connection_left_out
    where connection_id = ${connectionId} group by 1, 2 order by 3 desc, 2 limit 50`.execute(db)
  return rows.map(({ object, reason, rows: count, example }) => ({
    kind: 'rows left out',
    about: `${object}: ${reason}`,
    says: `${count} ${count === 1 ? 'row' : 'rows'} of ${object} (${count === 1 ? example : `${example} and others`}) stay out: ${reason}. Mend it here or there, then press Sync now.`,
  }))
}
