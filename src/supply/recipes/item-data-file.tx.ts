import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { decimal, share, yesNo } from '#platform/importing/field.ts'
import type { Addition, Applying } from '#platform/importing/file-kind.ts'

const columns = [
  'made',
  'finished_good',
  'standard_cost',
  'safety_stock',
  'reorder_point',
  'lead_days',
  'service_target',
  'days_of_cover',
  'least_lot',
  'lot_multiple',
  'shelf_life_days',
] as const

/** What supply takes from a file of items: how each is made, kept and costed. */
export const itemDataAddition: Addition = {
  kind: 'items',
  fields: [
    yesNo('made', 'Made here', 0, 'makeflag made make manufactured'),
    yesNo('finished_good', 'Finished good', 0, 'finishedgoodsflag finishedgood'),
    decimal('standard_cost', 'Standard cost', 0, 'standardcost unitcost'),
    decimal('safety_stock', 'Safety stock', 0, 'safetystocklevel safetystock sicherheitsbestand'),
    decimal('reorder_point', 'Reorder point', 0, 'reorderpoint reorderlevel meldebestand'),
    decimal('lead_days', 'Days to make or buy', 0, 'daystomanufacture leaddays leadtimedays leadtime'),
    share('service_target', 'Service target', 0, 'servicetarget servicelevel'),
    decimal('days_of_cover', 'Days of cover wanted', 0, 'daysofcover targetcover'),
    decimal('least_lot', 'Least lot', 0, 'leastlot minimumlot minlot'),
    decimal('lot_multiple', 'Lot multiple', 0, 'lotmultiple roundingvalue'),
    decimal('shelf_life_days', 'Shelf life in days', 0, 'shelflifedays shelflife'),
  ],
  apply: applyItemData,
}

/** Of several rows about one item the last one says how it is now, as for the item itself. */
async function applyItemData(tx: Tx, { mapping, now, dryRun }: Applying): Promise<void> {
  const held = columns.filter((column) => mapping.columns.some(({ field }) => field === column))
  if (held.length === 0 || dryRun) return
  const read = sql.join(held.map((column) => sql`s.${sql.ref(column)}`))
  const kept = sql.join(
    held.map((column) => sql`${sql.ref(column)} = coalesce(excluded.${sql.ref(column)}, item_data.${sql.ref(column)})`),
  )
  await sql`insert into supply.item_data (id, ${sql.join(held.map((column) => sql.ref(column)))}, changed_at)
    select distinct on (s.subject_id) s.subject_id, ${read}, ${now}::timestamptz from staged s
    where not s.is_out and exists (select 1 from company.item i where i.id = s.subject_id)
    order by s.subject_id, s.row_number desc
    on conflict (id) do update set ${kept}, changed_at = excluded.changed_at`.execute(tx)
}
