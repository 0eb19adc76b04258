import { type DealHistory, dealCount } from './deal-history.ts'

/**
 * Each deal's way through the stages: one entry whenever the stage changes, oldest first. A visit lasts until the next
 * entry of the same deal.
 */
export type Visits = { first: Int32Array; count: Int32Array; stage: Int32Array; entered: Int32Array }

/** Reads the ways of all deals from their versions as they were known by a day. */
export function stageVisits(history: DealHistory, knownBy: number): Visits {
  const deals = dealCount(history)
  const { validDay, recordedDay, retractedDay, stage } = history.versions
  const found = { first: new Int32Array(deals), count: new Int32Array(deals) }
  let [stages, entered] = [new Int32Array(deals * 4 + 16), new Int32Array(deals * 4 + 16)]
  let used = 0
  for (let deal = 0; deal < deals; deal++) {
    const from = history.first[deal]!
    const end = from + history.count[deal]!
    found.first[deal] = used
    let before = -1
    if (used + end - from > stages.length) {
      stages = wider(stages, used + end - from)
      entered = wider(entered, used + end - from)
    }
    for (let row = from; row < end; row++) {
      if (recordedDay[row]! > knownBy || retractedDay[row]! <= knownBy || stage[row] === before) continue
      before = stage[row]!
      stages[used] = before
      entered[used++] = validDay[row]!
    }
    found.count[deal] = used - found.first[deal]!
  }
  return { ...found, stage: stages, entered }
}

function wider(column: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const room = new Int32Array(Math.max(least, Math.ceil(column.length * 1.5)))
  room.set(column)
  return room
}
