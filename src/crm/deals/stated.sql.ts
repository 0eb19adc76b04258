import { type RawBuilder, sql } from 'kysely'
import type { Applying } from '#platform/importing/file-kind.ts'
import { type DealField, dealFields, type FieldOfDeal } from './fields.ts'

/** A field of a deal as a file may state it: what the row says, and whether the file speaks of it. */
export type Stated = FieldOfDeal & { says: RawBuilder<unknown>; speaks: boolean }

/** Fields in the order in which they are told; a category follows its stage unless the file has one of its own. */
export function statedFields({ mapping }: Applying): Stated[] {
  const columns = new Set(mapping.columns.flatMap(({ field }) => field ?? []))
  const all = new Set([...columns, ...Object.keys(mapping.constants)])
  const currency = columns.has('currency')
    ? sql`n.currency`
    : sql`nullif(n.currency, ${mapping.constants.currency ?? null}::text)`
  const says: Partial<Record<DealField, RawBuilder<unknown>>> = {
    name: sql`n.said_name`,
    accountId: sql`n.account_id`,
    itemId: sql`n.item_id`,
    ownerId: sql`n.owner_id`,
    stageId: sql`n.stage_id`,
    forecastCategory: sql`n.forecast_category`,
    amountMinor: sql`n.said_amount`,
    currency,
    expectedClose: sql`n.said_expected`,
    closedOn: sql`case when n.outcome <> 'open' then n.said_closed end`,
  }
  return dealFields.flatMap((field: FieldOfDeal): Stated[] => {
    const row = says[field.name]
    const said: readonly string[] = field.said
    // A stage for all rows only fills in where a row has none.
    const speaks =
      field.name === 'currency' || said.some((name) => (field.name === 'stageId' ? columns : all).has(name))
    return row ? [{ ...field, says: row, speaks }] : []
  })
}

/** Whether a row says something of a field: an empty cell does only where the mapping has it empty what was there. */
export function spoken({ empty, says, speaks }: Stated, { mapping }: Applying): RawBuilder<unknown> {
  if (!speaks) return sql`false`
  return mapping.empties === 'clear' && empty ? sql`true` : sql`(${says}) is not null`
}
