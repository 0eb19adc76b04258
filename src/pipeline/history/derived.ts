import type { Reference } from '../reference/reference.ts'
import { type Moment, rowAsOf, rowsAsOf } from './as-of.ts'
import { type DealHistory, dealCount, NEVER } from './deal-history.ts'
import { stageVisits, type Visits, visitsAfter } from './visits.ts'

/** The history as it stands in the database now, with all it refers to; `edition` changes whenever either does. */
export type CurrentHistory = {
  history: DealHistory
  reference: Reference
  edition: number
  /** Each deal's way through the stages as known now; computed when first asked for. */
  visitsNow: () => Visits
  /** The version of each deal at a moment; the last few moments are kept. */
  rowsOn: (moment: Moment) => Int32Array
  /** The deals that changed after an edition; null where more may have changed than a few deals. */
  changedSince: (edition: number) => readonly number[] | null
  /** What was computed so far, which the next edition goes on from. */
  computed: Computed
}

type Computed = {
  visits: Visits | undefined
  moments: Map<string, { moment: Moment; rows: Int32Array }>
  /** The editions that came by a change of few deals, with these, in order. */
  changes: { edition: number; deals: readonly number[] }[]
}

const MOMENTS_KEPT = 6
const CHANGES_KEPT = 200
const all: Moment = { day: NEVER, knownBy: NEVER - 1 }

/** A history with what is computed from it when first asked for, until the history changes. */
export function derivedFrom(history: DealHistory, reference: Reference, edition: number): CurrentHistory {
  return withComputed({ history, reference, edition }, { visits: undefined, moments: new Map(), changes: [] })
}

/** The next edition, in which a few deals changed: what was computed of the others holds. */
export function derivedAfter(
  before: CurrentHistory,
  { reference, deals }: { reference: Reference; deals: readonly number[] },
): CurrentHistory {
  const { history, computed } = before
  const edition = before.edition + 1
  const moments = new Map(
    [...computed.moments].map(([key, { moment, rows }]) => [
      key,
      { moment, rows: rowsAfter(history, { moment, rows, deals }) },
    ]),
  )
  const visits = computed.visits && visitsAfter(computed.visits, history, { deals, knownBy: all.knownBy })
  const changes = reference === before.reference ? [...computed.changes, { edition, deals }].slice(-CHANGES_KEPT) : []
  return withComputed({ history, reference, edition }, { visits, moments, changes })
}

function rowsAfter(
  history: DealHistory,
  { moment, rows, deals }: { moment: Moment; rows: Int32Array; deals: readonly number[] },
): Int32Array {
  const after = new Int32Array(dealCount(history))
  after.set(rows)
  const rowOf = rowAsOf(history, moment)
  for (const deal of deals) after[deal] = rowOf(deal)
  return after
}

function withComputed(
  stands: Pick<CurrentHistory, 'history' | 'reference' | 'edition'>,
  computed: Computed,
): CurrentHistory {
  const { history, edition } = stands
  const { moments, changes } = computed
  return {
    ...stands,
    computed,
    visitsNow: () => {
      computed.visits ??= stageVisits(history, all.knownBy)
      return computed.visits
    },
    rowsOn: (moment) => {
      const key = `${moment.day} ${moment.knownBy}`
      const rows = moments.get(key)?.rows ?? rowsAsOf(history, moment)
      moments.delete(key)
      moments.set(key, { moment, rows })
      if (moments.size > MOMENTS_KEPT) moments.delete(moments.keys().next().value!)
      return rows
    },
    changedSince: (since) => {
      if (since === edition) return []
      const later = changes.filter((each) => each.edition > since)
      return later.length === edition - since ? [...new Set(later.flatMap(({ deals }) => deals))] : null
    },
  }
}
