/**
 * What is told of a deal over time, once: its name in the API, its column in crm.deal and crm.deal_version, the type of that
 * column, whether it may be empty, the word for it, and the fields of a file that speak of it.
 */
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
] as const

export type FieldOfDeal = (typeof dealFields)[number]
export type DealField = FieldOfDeal['name']
type ValueOf<F extends FieldOfDeal> =
  | (F['type'] extends 'bigint' ? number : string)
  | (F['empty'] extends true ? null : never)

/** What a version says about a deal. */
export type DealState = { [F in FieldOfDeal as F['name']]: ValueOf<F> }

/** Only the state of what holds more than it. */
export function stateOf(deal: DealState): DealState {
  return Object.fromEntries(dealFields.map(({ name }) => [name, deal[name]])) as DealState
}

/** The word for a field, within a sentence. */
export function dealWord(name: string): string {
  return dealFields.find((field) => field.name === name)?.word ?? name
}

/** The same as a label. */
export function dealLabel(name: string): string {
  const word = dealWord(name)
  return word.charAt(0).toUpperCase() + word.slice(1)
}
