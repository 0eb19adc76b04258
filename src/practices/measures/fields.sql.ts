import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { type Counted, counted } from './counted.sql.ts'
import { type Asking, type Measured, MOST_ROWS } from './measured.ts'

/**
 * Check 5: required fields of deals as they stood at the end of the day, of accounts and contacts that were known then. Of a
 * deal at or beyond the stage of a rule of the process, what the rule requires counts too.
 */
export function fieldsFilled(asking: Asking): Promise<Measured> {
  const end = sql`(${dayAfter(asking.asOf, 1)}::date)`
  const query = sql<Counted>`
    with asked_item as (
      select stage.pipeline_id, min(stage.position) as position from process.rule rule
      join crm.stage stage on stage.id = (rule.terms ->> 'stageId')::uuid
      where rule.kind = 'required fields' and rule.terms -> 'fields' ? 'item' and rule.paused_at is null and rule.ended_at is null
      group by 1
    ), open_deal as (
      select deal.id, state.*, coalesce(stage.position >= asked_item.position, false) as needs_item,
        state.item_id is not null or exists (select from crm.deal_line line where line.deal_id = deal.id and line.valid_at < ${end}
          and (line.ended_at is null or coalesce(line.valid_until, line.ended_at) >= ${end} and line.ended_by is distinct from coalesce(line.import_id, line.edit_id))
        ) as has_item
      from crm.deal deal join lateral (
        select version.name, version.owner_id, version.account_id, version.item_id, version.amount_minor, version.expected_close, version.stage_id
        from crm.deal_version version
        where version.deal_id = deal.id and version.retracted_at is null and version.valid_at < ${end}
        order by version.valid_at desc, version.recorded_at desc, version.id desc limit 1
      ) state on true join crm.stage stage on stage.id = state.stage_id
      left join asked_item on asked_item.pipeline_id = stage.pipeline_id
      where deal.ended_at is null and stage.outcome = 'open'
    ), record as (
      select name, array_remove(array[case when owner_id is null then 'owner' end, case when account_id is null then 'account' end,
        case when amount_minor is null then 'amount' end, case when expected_close is null then 'expected close' end,
        case when needs_item and not has_item then 'item' end], null) as lacks,
        4 + needs_item::int as required, '/crm/deals?deal=' || id as path from open_deal
      union all
      select name, array_remove(array[case when territory_id is null then 'territory' end, case when country is null then 'country' end], null),
        2, '/crm/accounts?account=' || id from crm.account where merged_into is null and created_at < ${end}
      union all
      select name, array_remove(array[case when account_id is null then 'account' end,
        case when coalesce(email, '') = '' and coalesce(phone, '') = '' then 'mail address or phone' end], null),
        2, '/crm/leads?tab=contacts&contact=' || id from crm.contact
      where erased_at is null and created_at < ${end} and (ended_at is null or ended_at >= ${end})
    )
    select sum(required - cardinality(lacks)) as hits, coalesce(sum(required), 0) as n,
      (select json_agg(json_build_object('label', name, 'detail', 'lacks ' || array_to_string(lacks, ', '), 'to', path))
        from (select * from record where cardinality(lacks) > 0 order by cardinality(lacks) desc, name limit ${MOST_ROWS}) as listed) as rows
    from record`
  return counted(asking, query, 'No deal is open, and no account or contact is known.')
}
