import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Slot } from './quotas.ts'

/** Remembers what a connection said of its quotas, in the transaction that loads them; null is forgotten. */
export async function keepSaid(
  tx: Tx,
  { connectionId, said }: { connectionId: string; said: readonly { slot: Slot; says: string | null }[] },
): Promise<void> {
  if (said.length === 0) return
  const rows = JSON.stringify(said.map(({ slot, says }) => ({ ...slot, metric: slot.metric ?? '', says })))
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as n (whose text, "startsOn" date, "endsOn" date, metric text, says text)`
  await sql`delete from integrations.connection_quota k using ${given} where k.connection_id = ${connectionId} and n.says is null
    and k.whose = n.whose and k.starts_on = n."startsOn" and k.ends_on = n."endsOn" and k.metric = n.metric`.execute(tx)
  await sql`insert into integrations.connection_quota (connection_id, whose, starts_on, ends_on, metric, says)
    select ${connectionId}::uuid, n.whose, n."startsOn", n."endsOn", n.metric, n.says from ${given} where n.says is not null
    on conflict (connection_id, whose, starts_on, ends_on, metric) do update set says = excluded.says`.execute(tx)
}
