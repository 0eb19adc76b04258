import { type DealHistory, dealCount, NEVER, NONE } from './deal-history.ts'

/** The end of a business day, and the end of the day by which things were known (NEVER: all that is known today). */
export type Moment = { day: number; knownBy: number }

/**
 * The version of each deal that says how it was: the newest with validDay <= day that was recorded and not retracted by
 * knownBy; NONE where nothing was known. The same rule as crm's `stateAsOf`, over all deals at once. Deals that had not
 * begun or had ended are told from three numbers each; only the others are searched.
 */
export function rowsAsOf(history: DealHistory, { day, knownBy }: Moment): Int32Array {
  const { first, count, beginsOn, endsOn, lastRow, isPunctual } = history
  const { validDay, recordedDay, retractedDay } = history.versions
  const isNow = knownBy >= NEVER - 1
  const rows = new Int32Array(dealCount(history)).fill(NONE)
  for (let deal = 0; deal < rows.length; deal++) {
    if (isNow || (isPunctual[deal] === 1 && knownBy >= day)) {
      if (day < beginsOn[deal]!) continue
      if (day >= endsOn[deal]!) {
        rows[deal] = lastRow[deal]!
        continue
      }
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
    if (row >= from) rows[deal] = row
  }
  return rows
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
