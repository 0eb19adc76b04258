import { type DealHistory, dealCount, NEVER, NONE } from './deal-history.ts'

/** The end of a business day, and the end of the day by which things were known (NEVER: all that is known today). */
export type Moment = { day: number; knownBy: number }

/** The version of each deal that says how it was at a moment; NONE where nothing was known. */
export function rowsAsOf(history: DealHistory, moment: Moment): Int32Array {
  const rows = new Int32Array(dealCount(history))
  const rowOf = rowAsOf(history, moment)
  for (let deal = 0; deal < rows.length; deal++) rows[deal] = rowOf(deal)
  return rows
}

/**
 * Finds the version of a deal that says how it was: the newest with validDay <= day that was recorded and not retracted by
 * knownBy; NONE where nothing was known. The same rule as crm's `stateAsOf`. Deals that had not begun or had ended are told
 * from three numbers each; only the others are searched.
 */
export function rowAsOf(history: DealHistory, { day, knownBy }: Moment): (deal: number) => number {
  const { first, count, beginsOn, endsOn, lastRow, isPunctual } = history
  const { validDay, recordedDay, retractedDay } = history.versions
  const isNow = knownBy >= NEVER - 1
  return (deal) => {
    if (isNow || (isPunctual[deal] === 1 && knownBy >= day)) {
      if (day < beginsOn[deal]!) return NONE
      if (day >= endsOn[deal]!) return lastRow[deal]!
    }
    const from = first[deal]!
    let [low, high] = [from, from + count[deal]!]
    while (low < high) {
      const middle = (low + high) >> 1
      if (validDay[middle]! <= day) low = middle + 1
      else high = middle
    }
    let row = low - 1
    while (row >= from && (recordedDay[row]! > knownBy || retractedDay[row]! <= knownBy)) row--
    return row >= from ? row : NONE
  }
}

/** Calls back for each version of a deal that stands at the moment, oldest first. */
export function eachDealOn(
  history: DealHistory,
  at: { deal: number; moment: Moment },
  visit: (row: number) => void,
): void {
  const { validDay, recordedDay, retractedDay } = history.versions
  const { day, knownBy } = at.moment
  const from = history.first[at.deal]!
  const end = from + history.count[at.deal]!
  for (let row = from; row < end && validDay[row]! <= day; row++) {
    if (recordedDay[row]! <= knownBy && retractedDay[row]! > knownBy) visit(row)
  }
}
