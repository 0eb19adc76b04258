import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Linked } from '../linked.ts'
import type { CallOut, Found } from '../source.ts'
import { idsOf } from './pending.sql.ts'

export type PendingCall = CallOut & { dealId: string; day: string; recordedAt: string }

/** Calls that were written down since they are to go back, about deals of that system, and did not yet; those refused again when somebody asks. */
export async function pendingCalls(
  db: Db,
  { id, kind, isAsked, timeZone }: { id: string; kind: Linked['kind']; isAsked: boolean; timeZone: string },
): Promise<PendingCall[]> {
  const { rows } =
    await sql<PendingCall>`select a.id, a.deal_id as "dealId", d.external_id as deal, p.external_id as person,
      a.happened_at as "happenedAt", (a.happened_at at time zone ${timeZone})::date::text as day, a.recorded_at as "recordedAt", a.subject, a.note
    from integrations.connection c join crm.activity a on a.recorded_at >= c.write_calls_from join crm.deal d on d.id = a.deal_id left join company.person p on p.id = a.person_id
    where c.id = ${id} and a.kind = 'call' and a.ended_at is null and d.ended_at is null and d.merged_into is null and d.external_id ~ ${idsOf[kind]}
      and not exists (select 1 from integrations.connection_write w where w.connection_id = ${id} and w.activity_id = a.id
        and (w.state in ('written', 'being written') or (w.state = 'refused' and not ${isAsked})))
    order by a.recorded_at, a.id`.execute(db)
  return rows
}

/** Calls that a crash cut off: whether they arrived, only the other system knows. */
export async function unsureCalls(
  db: Db,
  connectionId: string,
): Promise<{ id: string; activityId: string; outsideId: string }[]> {
  const { rows } = await sql<{ id: string; activityId: string; outsideId: string }>`
    select id, activity_id as "activityId", outside_id as "outsideId" from integrations.connection_write
    where connection_id = ${connectionId} and state = 'being written' and activity_id is not null`.execute(db)
  return rows
}

/** Calls that were refused and still stand here, by what was said against them. */
export async function callFindings(db: Db, connectionId: string): Promise<Found[]> {
  const { rows } = await sql<{ says: string; calls: number; example: string }>`
    select w.says, count(distinct w.activity_id)::int as calls, min(w.outside_id) as example
    from integrations.connection_write w join crm.activity a on a.id = w.activity_id and a.ended_at is null
    where w.connection_id = ${connectionId} and w.state = 'refused' and not exists (select 1 from integrations.connection_write later
      where later.connection_id = w.connection_id and later.activity_id = w.activity_id and later.state = 'written')
    group by 1 order by 2 desc, 1 limit 20`.execute(db)
  return rows.map(({ says, calls, example }) => ({
    kind: 'not written',
    about: `call: ${says}`,
    says: `${calls === 1 ? 'A call' : `${calls} calls`} about deal ${example}${calls === 1 ? ' was' : ' and others were'} not written: ${says.replace(/\.?$/, '.')} Mend it there or here, then press Sync now.`,
  }))
}
