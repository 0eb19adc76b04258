import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import type { DealTraits } from './helps.ts'

/** What a deal is, as far as tags can name it; a deal that the reader does not see is not there. */
export async function dealTraits(db: Db | Tx, scope: Scope, id: string): Promise<DealTraits & { outcome: string }> {
  const { rows } = await sql<DealTraits & { outcome: string }>`
    select array[stage.name] as stage, array_remove(array[account.industry], null) as segment, deal.outcome, (select coalesce(array_agg(distinct family.name), '{}')
      from crm.deal_item part join company.item item on item.id = part.item_id join company.family family on family.id = item.family_id
      where part.deal_id = deal.id) as family
    from crm.deal deal join crm.stage stage on stage.id = deal.stage_id
    left join crm.account account on account.id = deal.account_id
    where deal.id = ${id} and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  if (!rows[0]) throw notFound('deal', id)
  return rows[0]
}
