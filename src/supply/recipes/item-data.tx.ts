import { sql } from 'kysely'
import { notFound } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { ItemDataGiven, SupplyItem } from './item-data.ts'
import { supplyItems } from './items.sql.ts'

const columnOf: Record<keyof ItemDataGiven, string> = {
  made: 'made',
  finishedGood: 'finished_good',
  standardCost: 'standard_cost',
  safetyStock: 'safety_stock',
  reorderPoint: 'reorder_point',
  leadDays: 'lead_days',
  serviceTarget: 'service_target',
  daysOfCover: 'days_of_cover',
  leastLot: 'least_lot',
  lotMultiple: 'lot_multiple',
  shelfLifeDays: 'shelf_life_days',
}

/** Says how an item is made, kept and costed; what is not named stays as it is. */
export async function setItemData(
  work: Work,
  { id, given }: { id: string; given: { [Key in keyof ItemDataGiven]?: ItemDataGiven[Key] | undefined } },
): Promise<SupplyItem> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const one = { item: id, limit: 1, offset: 0 }
    const [before] = (await supplyItems(tx, one)).items
    if (!before) throw notFound('item', id)
    await sql`insert into supply.item_data (id) values (${id}) on conflict do nothing`.execute(tx)
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined) continue
      await sql`update supply.item_data set ${sql.ref(columnOf[name as keyof ItemDataGiven])} = ${value}, changed_at = ${now} where id = ${id}`.execute(
        tx,
      )
    }
    const [after] = (await supplyItems(tx, one)).items
    await audit({
      command: 'supply.set-item',
      noun: 'item',
      subjectId: id,
      summary: `Changed how ${before.code} is supplied`,
      before,
      after,
    })
    await emit('supply.records.changed', { noun: 'items', id })
    return after!
  })
}
