import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Succession, SuccessionProposal } from './schema.ts'

const old = sql`jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) as old`
const fresh = sql`jsonb_build_object('id', n.id, 'code', n.code, 'name', n.name) as new`

/** The successions that stand, newest first. */
export async function successionsNow(db: Db): Promise<Succession[]> {
  const { rows } = await sql<Succession>`
    select s.id, ${old}, ${fresh}, s.by_name as by, s.at from demand.succession s
    join company.item o on o.id = s.old_id join company.item n on n.id = s.new_id
    where s.ended_at is null order by s.at desc, o.name`.execute(db)
  return rows
}

/**
 * Pairs of one family of which the new one was first ordered around the month in which the old one was last ordered, or is to end;
 * the nearest in name first. Only ends that are two closed months old say something.
 */
export async function proposedSuccessions(db: Db): Promise<SuccessionProposal[]> {
  const { rows } = await sql<SuccessionProposal>`
    with sold as (
      select i.id, i.code, i.name, i.family_id, i.active_to, min(h.starts_on) as first, max(h.starts_on) as last, count(distinct h.starts_on) as months
      from demand.history h join company.item i on i.id = h.item_id where h.grain = 'month' and h.quantity > 0
      group by i.id
    ), newest as (select max(last) as month, min(first) as beginning from sold)
    select ${old}, ${fresh}, 'First ordered ' || to_char(n.first, 'FMMonth YYYY') || ', the old one last ' || to_char(o.last, 'FMMonth YYYY') || '.' as why
    from sold o cross join newest join sold n on n.family_id = o.family_id and n.id <> o.id
      and n.first between o.last - interval '4 months' and o.last + interval '4 months'
    where o.months >= 6 and n.first > newest.beginning and n.first > newest.month - interval '18 months'
      and (o.last <= newest.month - interval '2 months' or o.active_to is not null) and similarity(o.name, n.name) > 0.3
    order by similarity(o.name, n.name) desc, o.name limit 20`.execute(db)
  return rows
}

/** The item of a code or an id; null where there is none. */
export async function itemNamed(
  tx: Tx,
  name: string,
): Promise<{ id: string; name: string; familyId: string | null } | null> {
  const { rows } = await sql<{ id: string; name: string; familyId: string | null }>`
    select id, name, family_id as "familyId" from company.item where id::text = lower(${name}) or code = ${name}
    order by code = ${name} desc limit 1`.execute(tx)
  return rows[0] ?? null
}
