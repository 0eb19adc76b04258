import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import type { Connections } from './health.ts'

/** Every connection with what tells whether it works. */
export async function connections(db: Db, now: string): Promise<Connections> {
  const [webhooks, orderSources, planReceivers, signIns, crm] = await Promise.all([
    sql<Connections['webhooks'][number]>`
      select w.id, w.name, failed.says as failing, failed.at as "failingSince",
        (select count(*) from integrations.delivery d where d.webhook_id = w.id and d.state = 'dead')::int as dead,
        w.paused_at as "pausedAt", w.paused_because as "pausedBecause", u."disabledAt" is not null as "makerClosed"
      from integrations.webhook w join auth."user" u on u.id = w.made_by
      left join lateral (select a.says, a.at from integrations.attempt a join integrations.delivery d on d.id = a.delivery_id
        where d.webhook_id = w.id and d.state in ('waiting', 'dead') and a.at > coalesce((select max(x.done_at)
          from integrations.delivery x where x.webhook_id = w.id and x.state = 'delivered'), '-infinity')
        order by a.at desc limit 1) failed on true
      where w.ended_at is null`.execute(db),
    sql<Connections['orderSources'][number]>`
      select s.id, s.name, s.created_at as "createdAt",
        greatest((select max(e.received_at) from crm.order_event e where e.source_id = s.id),
          (select max(e.received_at) from crm.deal_event e where e.source_id = s.id)) as "lastAt",
        (select count(*) from crm.event_refused r where r.source_id = s.id
          and r.received_at > ${now}::timestamptz - interval '1 day')::int as "refusedLastDay"
      from crm.event_source s where s.ended_at is null`.execute(db),
    sql<Connections['planReceivers'][number]>`
      select w.id, w.name, d.says, d.tried_at as "triedAt" from sop.webhook w
      join lateral (select status, says, tried_at from sop.delivery where webhook_id = w.id
        order by tried_at desc limit 1) d on true
      where w.ended_at is null and (d.status is null or d.status >= 300)`.execute(db),
    sql<Connections['signIns'][number]>`
      select t.name as tool, max(i.day) as "lastOn" from integrations.tool t
      join integrations.sign_in i on lower(i.tool) = lower(t.name) and i.ended_at is null
      where t.ended_at is null and t.status <> 'retired' group by t.name`.execute(db),
    sql<Connections['crm'][number]>`
      select c.id, c.name, case when r.state in ('failed', 'waiting') then r.says end as failing, r.began_at as since, c.paused_at as "pausedAt",
        (select count(*) from integrations.connection_finding f where f.connection_id = c.id)::int as findings
      from integrations.connection c left join lateral (select state, says, began_at from integrations.connection_run
        where connection_id = c.id and mode <> 'dry run' order by began_at desc, id desc limit 1) r on true
      where c.ended_at is null`.execute(db),
  ])
  return {
    webhooks: webhooks.rows,
    orderSources: orderSources.rows,
    planReceivers: planReceivers.rows,
    signIns: signIns.rows,
    crm: crm.rows,
  }
}
