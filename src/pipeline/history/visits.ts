import { type DealHistory, dealCount } from './deal-history.ts'

/**
 * Each deal's way through the stages: one entry whenever the stage changes, oldest first. A visit lasts until the next
 * entry of the same deal.
 */
export type Visits = {
  first: Int32Array
  count: Int32Array
  stage: Int32Array
  entered: Int32Array
  /** How many entries are in use. */
  used: number
}

/** Reads the ways of all deals from their versions as they were known by a day. */
export function stageVisits(history: DealHistory, knownBy: number): Visits {
  const deals = dealCount(history)
  const visits: Visits = {
    first: new Int32Array(deals),
    count: new Int32Array(deals),
    stage: new Int32Array(deals * 4 + 16),
    entered: new Int32Array(deals * 4 + 16),
    used: 0,
  }
  for (let deal = 0; deal < deals; deal++) addVisits(visits, history, { deal, knownBy })
  return visits
}

/** The same ways with those of the deals that changed read anew, behind the others; what was read before stays as it is. */
export function visitsAfter(
  before: Visits,
  history: DealHistory,
  { deals, knownBy }: { deals: readonly number[]; knownBy: number },
): Visits {
  const all = dealCount(history)
  const visits = { ...before, first: longer(before.first, all), count: longer(before.count, all) }
  for (const deal of deals) addVisits(visits, history, { deal, knownBy })
  return visits
}

/**
 * The ways as they were known by a day, for questions about that day or an earlier one: of deals whose every version was recorded by
 * its day, those known now; the others are read anew, into columns of their own.
 */
export function visitsKnownBy(now: Visits, history: DealHistory, knownBy: number): Visits {
  const all = dealCount(history)
  const { isPunctual, count } = history
  let late = 0
  for (let deal = 0; deal < all; deal++) if (isPunctual[deal] === 0) late += count[deal]!
  const [stage, entered] = [longer(now.stage, now.used + late), longer(now.entered, now.used + late)]
  const visits = { first: longer(now.first, all), count: longer(now.count, all), stage, entered, used: now.used }
  for (let deal = 0; deal < all; deal++) if (isPunctual[deal] === 0) addVisits(visits, history, { deal, knownBy })
  return visits
}

function addVisits(visits: Visits, history: DealHistory, { deal, knownBy }: { deal: number; knownBy: number }): void {
  const { validDay, recordedDay, retractedDay, stage } = history.versions
  const from = history.first[deal]!
  const end = from + history.count[deal]!
  if (visits.used + end - from > visits.stage.length) {
    const room = Math.max(visits.used + end - from, Math.ceil(visits.stage.length * 1.5))
    visits.stage = longer(visits.stage, room)
    visits.entered = longer(visits.entered, room)
  }
  visits.first[deal] = visits.used
  let before = -1
  for (let row = from; row < end; row++) {
    if (recordedDay[row]! > knownBy || retractedDay[row]! <= knownBy || stage[row] === before) continue
    before = stage[row]!
    visits.stage[visits.used] = before
    visits.entered[visits.used++] = validDay[row]!
  }
  visits.count[deal] = visits.used - visits.first[deal]!
}

function longer(column: Int32Array, room: number): Int32Array {
  const copy = new Int32Array(room)
  copy.set(column.length > room ? column.subarray(0, room) : column)
  return copy
}
