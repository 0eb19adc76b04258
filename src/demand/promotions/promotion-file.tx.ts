import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'
import { kindOf } from './kind.ts'

const table = 'demand.promotion'

/** How a file of promotions is loaded, and how that is taken back. */
export const promotionRows: Rows = {
  apply: applyPromotionFile,
  later: (tx, { importId }) => laterEnds(tx, { table, importId }),
  undo: (tx, input) => undoEnds(tx, { table, ...input }),
}

async function applyPromotionFile(tx: Tx, input: Applying): Promise<Applied> {
  const nothing = await takeOut(tx, {
    where: sql`s.item is null and s.family is null`,
    column: input.columnOf('item'),
    value: sql`s.promotion`,
    kind: 'unknown item or family',
    reason: 'the item or family is not known here',
  })
  const ended = await takeOut(tx, {
    where: sql`exists (select from company.item i where i.id = s.item and i.active_to < s.starts_on)`,
    column: input.columnOf('item'),
    value: sql`(select i.code from company.item i where i.id = s.item)`,
    kind: 'ended item',
    reason: 'the item is no longer sold on the first day of the promotion',
  })
  const { rows: names } = await sql<{
    name: string
  }>`select distinct promotion as name from staged where not is_out`.execute(tx)
  const kinds = JSON.stringify(names.map(({ name }) => ({ name, kind: kindOf(name) })))
  const inserted = await sql`
    insert into demand.promotion (id, name, kind, item_id, family_id, territory_id, starts_on, ends_on, price, import_id, by_name, at)
    select distinct on (lower(s.promotion), s.item, s.family, s.territory, s.starts_on) gen_random_uuid(), s.promotion,
      coalesce(s.kind, k.kind), s.item, s.family, s.territory, s.starts_on, s.ends_on, s.price, ${input.importId}::uuid,
      'An import', ${input.now}::timestamptz
    from staged s join jsonb_to_recordset(${kinds}::jsonb) as k (name text, kind text) on k.name = s.promotion
    where not s.is_out order by lower(s.promotion), s.item, s.family, s.territory, s.starts_on, s.row_number
    on conflict do nothing`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0),
    rowsChanged: 0,
    groups: [nothing, ended].filter((group) => group !== undefined),
    findings: [],
    totals: [],
  }
}
