import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Found } from './contract.ts'

/** What a word finds: names that begin with it first, then names that hold it. */
export async function search(
  db: Db,
  scope: Scope,
  { q, limit, crm }: { q: string; limit: number; crm: boolean },
): Promise<Found[]> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const best = (name: RawBuilder<unknown>) =>
    sql`order by strpos(lower(${name}), lower(${q})) <> 1, length(${name}), ${name} limit ${limit}`
  const people = sql`(select 'person' as kind, person.id, person.name as title, person.title as detail,
      '/company?tab=people&id=' || person.id as path
    from company.person person where person.name ilike ${like} and person.erased_at is null ${best(sql`person.name`)})`
  const items = sql`(select 'item', item.id, item.name, item.code, '/company?tab=items&id=' || item.id
    from company.item item where item.name ilike ${like} or item.code ilike ${like} ${best(sql`item.name`)})`
  const accounts = sql`(select 'account', account.id, account.name, account.industry, '/crm/accounts?account=' || account.id
    from crm.account account where account.name ilike ${like} ${best(sql`account.name`)})`
  const deals = sql`(select 'deal', deal.id, deal.name, concat_ws(' · ', stage.name, account.name), '/crm/deals?deal=' || deal.id
    from crm.deal deal join crm.stage stage on stage.id = deal.stage_id left join crm.account account on account.id = deal.account_id
    where deal.name ilike ${like} and deal.ended_at is null and ${ownedBy(scope.deals, sql.ref('deal.owner_id'))}
    ${best(sql`deal.name`)})`
  const kinds = crm ? [people, accounts, deals, items] : [people, items]
  const { rows } = await sql<Found>`${sql.join(kinds, sql` union all `)}`.execute(db)
  return rows
}
