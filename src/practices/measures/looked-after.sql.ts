import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { type Counted, counted } from './counted.sql.ts'
import { type Asking, type Measured, MOST_ROWS } from './measured.ts'

/** Check 9: accounts and contacts that nobody changed for a year. What happens to a deal, a contact or an order happens to its account. */
export function lookedAfter(asking: Asking): Promise<Measured> {
  const [from, end] = [sql`${dayAfter(asking.asOf, -365)}::date`, sql`${dayAfter(asking.asOf, 1)}::date`]
  const query = sql<Counted>`
    with person as (
      select contact.id, contact.name, contact.account_id, contact.created_at >= ${from} or contact.changed_at >= ${from} and contact.changed_at < ${end}
        or contact.changed_at >= ${end} and exists (select from crm.record_change change where change.noun = 'contact'
          and change.subject_id = contact.id and change.recorded_at >= ${from} and change.recorded_at < ${end}) as alive
      from crm.contact contact where contact.erased_at is null and contact.created_at < ${end}
        and (contact.ended_at is null or contact.ended_at >= ${end})
    ), touched as (
      select deal.account_id as id from crm.deal deal join crm.deal_version version on version.deal_id = deal.id
        where version.valid_at >= ${from} and version.valid_at < ${end}
      union select deal.account_id from crm.activity activity join crm.deal deal on deal.id = activity.deal_id
        where activity.ended_at is null and activity.happened_at >= ${from} and activity.happened_at < ${end}
      union select line.account_id from crm.order_line line
        where line.ended_at is null and line.ordered_on >= ${from} and line.ordered_on < ${end}
      union select account_id from person where alive
    ), seen as (
      select name, created_at >= ${from} or coalesce(changed_at >= ${from} and changed_at < ${end}, false) or id in (select id from touched where id is not null) as alive, '/crm/accounts?account=' || id as path
      from crm.account where merged_into is null and created_at < ${end}
      union all select name, alive, '/crm/leads?tab=contacts&contact=' || id from person
    )
    select count(*) filter (where not alive) as hits, count(*) as n,
      (select json_agg(json_build_object('label', name, 'detail', 'nothing changed for 12 months', 'to', path))
        from (select * from seen where not alive order by name limit ${MOST_ROWS}) as listed) as rows
    from seen`
  return counted(asking, query, 'No account or contact is known.')
}
