import { currencyOf, minor, note, type RowCells, type RuleInput, stop } from '#platform/importing/rule.ts'
import { LARGEST_AMOUNT } from './fields.ts'
import { stageOf } from './file-stage.ts'

/** What a status says of a deal that is gone where the file comes from. */
const deletedWords = /^(?:deleted|gelöscht|supprimée?|eliminad[oa]|eliminat[oa]|verwijderd|excluíd[oa]|usunięt[aey])$/iu

export function dealRule(row: RowCells, input: RuleInput): void {
  const { cells } = row
  cells.key ??= cells.name ?? null
  if (!cells.key) stop(row, 'key', 'missing value', 'a deal needs an id or a name')
  if (cells.status && deletedWords.test(cells.status.trim())) cells.deleted = 'true'
  if (cells.deleted === 'true') {
    // Its deal ends, whatever else the row says.
    for (const field of ['amount', 'closing_amount']) cells[field] = null
    return
  }
  const currency = currencyOf(row, input)
  minor(row, 'amount', currency, input)
  minor(row, 'closing_amount', currency, input)
  for (const field of ['amount', 'closing_amount'] as const) {
    refuseNegative(row, field)
    refuseHuge(row, field)
  }
  const stage = stageOf(row, input.mapping)
  if (!stage) return
  cells.closed_on ??= (stage.outcome === 'won' ? cells.won_on : cells.lost_on) ?? null
  if (stage.outcome === 'open') openDealNotes(row)
  else closedDealNotes(row, stage.outcome, input)
  if (!cells.created_on)
    note(row, 'created_on', 'no opening day', 'the history of a deal that is new begins with this import')
}

/** Money that goes back is an order line, where a negative amount is a return; a negative deal would lower every sum unseen. */
function refuseNegative(row: RowCells, field: 'amount' | 'closing_amount'): void {
  if (row.cells[field]?.startsWith('-')) {
    stop(row, field, 'negative amount', 'a deal is worth zero or more; what is given back is an order line')
  }
}

function refuseHuge(row: RowCells, field: 'amount' | 'closing_amount'): void {
  if (Number(row.cells[field] ?? 0) <= LARGEST_AMOUNT) return
  stop(row, field, 'number too large', 'a deal is not worth that much; is the currency right, and the decimal point?')
}

function openDealNotes(row: RowCells): void {
  const { cells } = row
  if (!cells.account) note(row, 'account', 'open deal without account', 'the account is empty')
  if (!cells.close_day && !cells.expected_close)
    note(row, 'close_day', 'open deal without expected close', 'no day on which it may close')
  if (cells.amount || cells.closing_amount) return
  if (cells.item) note(row, 'amount', 'open deal without amount', "the item's list price stands for it")
  else note(row, 'amount', 'deal without amount', 'neither an amount nor an item to take a list price from')
}

function closedDealNotes(row: RowCells, outcome: 'won' | 'lost', { today }: RuleInput): void {
  const { cells } = row
  const closed = cells.closed_on ?? cells.close_day
  if (!closed) closeDayMissing(row, outcome)
  if (outcome === 'won' && closed && closed > today)
    note(row, 'closed_on', 'won in the future', `${closed} has not come yet`)
  if (closed && cells.created_on && closed < cells.created_on)
    note(row, 'closed_on', 'closed before it was opened', `opened ${cells.created_on}, closed ${closed}`)
  if (outcome === 'lost' && !cells.amount && cells.closing_amount === '0' && cells.item)
    note(row, 'closing_amount', 'lost deal with value 0', "the item's list price stands for the amount that was lost")
}

/** Without any day, the money of a won deal would fall into a quarter by chance: its row stays out until a day is given. */
function closeDayMissing(row: RowCells, outcome: 'won' | 'lost'): void {
  const { expected_close, changed_at } = row.cells
  const kind = `${outcome} deal without close day`
  if (expected_close) note(row, 'closed_on', kind, `its expected close ${expected_close} stands for it`)
  else if (changed_at) note(row, 'closed_on', kind, 'the day of its last change stands for it')
  else if (outcome === 'won')
    stop(row, 'closed_on', kind, 'on which day was it won? Its money would fall into no quarter')
  else note(row, 'closed_on', kind, 'the day of this import stands for it')
}
