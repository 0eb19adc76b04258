import { type Field, onlyFields, type StateOf } from '#platform/fields.ts'
import { type KeptChanges, withKept } from '#platform/kept/kept.ts'

/** The largest amount of a deal in minor units: a slip of the hand beyond it would take the sums of all others past exact whole numbers. */
export const LARGEST_AMOUNT = 99_999_999_999_999

/** What is told of a deal over time, in crm.deal and crm.deal_version; `said` are the fields of a file that speak of it. */
export const dealFields = [
  { name: 'name', column: 'name', type: 'text', empty: false, word: 'name', said: ['name'] },
  { name: 'accountId', column: 'account_id', type: 'uuid', empty: true, word: 'account', said: ['account'] },
  { name: 'itemId', column: 'item_id', type: 'uuid', empty: true, word: 'item', said: ['item'] },
  { name: 'ownerId', column: 'owner_id', type: 'uuid', empty: true, word: 'owner', said: ['owner'] },
  {
    name: 'stageId',
    column: 'stage_id',
    type: 'uuid',
    empty: false,
    word: 'stage',
    said: ['stage', 'is_won', 'is_closed', 'status'],
  },
  {
    name: 'forecastCategory',
    column: 'forecast_category',
    type: 'text',
    empty: false,
    word: 'forecast category',
    said: ['category'],
  },
  {
    name: 'amountMinor',
    column: 'amount_minor',
    type: 'bigint',
    empty: true,
    word: 'amount',
    said: ['amount', 'closing_amount'],
  },
  { name: 'amountBasis', column: 'amount_basis', type: 'text', empty: false, word: 'basis of the amount', said: [] },
  { name: 'currency', column: 'currency', type: 'text', empty: false, word: 'currency', said: ['currency'] },
  {
    name: 'expectedClose',
    column: 'expected_close',
    type: 'date',
    empty: true,
    word: 'expected close',
    said: ['expected_close', 'close_day'],
  },
  {
    name: 'closedOn',
    column: 'closed_on',
    type: 'date',
    empty: true,
    word: 'close day',
    said: ['closed_on', 'close_day', 'won_on', 'lost_on'],
  },
  { name: 'fields', column: 'file_fields', type: 'jsonb', empty: true, word: 'fields of files', said: ['kept'] },
] as const satisfies readonly (Field & { said: readonly string[] })[]

export type FieldOfDeal = (typeof dealFields)[number]
export type DealField = FieldOfDeal['name']

/** What a version says about a deal. */
export type DealState = StateOf<typeof dealFields>

/** What is to be different of one. */
export type StateChanges = Partial<Omit<DealState, 'fields'>> & { fields?: KeptChanges | undefined }

/** The state with the changes over it. */
export function changedState(state: DealState, { fields, ...changes }: StateChanges): DealState {
  return { ...onlyFields(dealFields, state), ...changes, fields: withKept(state.fields, fields ?? {}) }
}
