import { type RawBuilder, sql } from 'kysely'
import type { Applying } from '#platform/importing/file-kind.ts'

/** One field of a deal as a file may state it: its column, its type, what the row says, and whether the file speaks of it. */
export type Stated = {
  column: string
  type: 'uuid' | 'text' | 'bigint' | 'date'
  says: RawBuilder<unknown>
  speaks: boolean
}

/** Fields in the order in which they are told; a category follows its stage unless the file has one of its own. */
export function statedFields({ mapping }: Applying): Stated[] {
  const has = (...fields: string[]) =>
    fields.some((name) => name in mapping.constants || mapping.columns.some((column) => column.field === name))
  const hasColumn = (name: string) => mapping.columns.some((column) => column.field === name)
  const currency = hasColumn('currency')
    ? sql`n.currency`
    : sql`nullif(n.currency, ${mapping.constants.currency ?? null}::text)`
  const days = has('closed_on', 'close_day', 'won_on', 'lost_on')
  return [
    { column: 'name', type: 'text', says: sql`n.said_name`, speaks: has('name') },
    { column: 'account_id', type: 'uuid', says: sql`n.account_id`, speaks: has('account') },
    { column: 'item_id', type: 'uuid', says: sql`n.item_id`, speaks: has('item') },
    { column: 'owner_id', type: 'uuid', says: sql`n.owner_id`, speaks: has('owner') },
    {
      column: 'stage_id',
      type: 'uuid',
      says: sql`n.stage_id`,
      speaks: hasColumn('stage') || hasColumn('is_won') || hasColumn('is_closed') || hasColumn('status'),
    },
    { column: 'forecast_category', type: 'text', says: sql`n.forecast_category`, speaks: has('category') },
    { column: 'amount_minor', type: 'bigint', says: sql`n.said_amount`, speaks: has('amount', 'closing_amount') },
    { column: 'currency', type: 'text', says: currency, speaks: true },
    { column: 'expected_close', type: 'date', says: sql`n.said_expected`, speaks: has('expected_close', 'close_day') },
    {
      column: 'closed_on',
      type: 'date',
      says: sql`case when n.outcome <> 'open' then n.said_closed end`,
      speaks: days,
    },
  ]
}

/** Whether a row says something of a field: an empty cell does only where the mapping has it empty what was there. */
export function spoken({ column, says, speaks }: Stated, { mapping }: Applying): RawBuilder<unknown> {
  if (!speaks) return sql`false`
  const mayBeEmpty = !['name', 'stage_id', 'forecast_category', 'currency'].includes(column)
  return mapping.empties === 'clear' && mayBeEmpty ? sql`true` : sql`(${says}) is not null`
}
