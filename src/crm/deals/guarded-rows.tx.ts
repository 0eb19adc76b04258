import { sql } from 'kysely'
import { jsonOf } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { takeOut } from '#platform/importing/staged.tx.ts'
import type { DealsLoad, LoadedDeal } from '../deal-write.ts'
import { dealFields } from './fields.ts'

type Refused = Parameters<DealsLoad['refuse']>[0]

/** Rows that a guard refuses stay out like other bad rows; their neighbours are loaded. */
export async function keepGuarded(tx: Tx, input: Applying): Promise<ProblemGroup[]> {
  const refused: Refused[] = []
  await input.guard('crm.deals.load', {
    importId: input.importId,
    dryRun: input.dryRun,
    rows: () => loadedDeals(tx),
    refuse: (row) => refused.push(row),
  })
  const groups: ProblemGroup[] = []
  for (const same of Map.groupBy(refused, ({ kind, field, reason }) => [kind, field, reason].join('\u0000')).values()) {
    const [{ kind, field, reason }] = same as [Refused]
    const rows = same.map(({ row }) => row)
    const group = await takeOut(tx, {
      where: sql`s.row_number = any(${rows}::int[])`,
      column: input.columnOf(field),
      value: sql`s.key`,
      kind,
      reason,
    })
    if (group) groups.push(group)
    await sql`delete from deal_state where row_number = any(${rows}::int[])`.execute(tx)
  }
  return groups
}

/** The rows that would change what is true of a deal now, with what stands. */
async function loadedDeals(tx: Tx): Promise<LoadedDeal[]> {
  const { rows } = await sql<LoadedDeal>`
    select n.row_number as row, n.deal_id as "dealId", null as reason,
      ${jsonOf(dealFields, 'n')} as after, case when d.id is not null and d.ended_at is null then ${jsonOf(dealFields, 'd')} end as before
    from deal_state n left join crm.deal d on d.id = n.known_id
    where n.change in ('new', 'changed') order by n.row_number`.execute(tx)
  return rows
}
