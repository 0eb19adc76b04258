import { Refusal } from '../refusal.ts'
import type { DealValues } from '../score/score.ts'

/** What was known of a deal from a day on. Days are whole numbers, such as days since 1970. */
export interface DealVersion {
  readonly from: number
  readonly values: DealValues
  readonly expectedClose: number | null
}

/** A deal's life: its versions in order of `from`, and how it ended, where it has. */
export interface DealHistory {
  readonly id: string
  readonly createdOn: number
  readonly versions: readonly DealVersion[]
  readonly closed?: { readonly on: number; readonly as: 'won' | 'lost' } | undefined
}

/** A column of `values`, and what it holds. */
export interface FeatureColumn {
  readonly name: string
  readonly kind: 'numeric' | 'category'
}

/** A deal as it stood on a day: its values then, and what its history up to then says. */
export interface Snapshot {
  readonly day: number
  readonly values: DealValues
  readonly age: number
  readonly unchangedDays: number
  readonly changes: number
  readonly pushes: number
  readonly expectedClose: number | null
}

/**
 * The snapshot of a deal on a day. Only versions of that day and before are read, and never one written on or after the day
 * of closing: what is written when a deal closes cannot reach a model.
 */
export function snapshotOf(history: DealHistory, day: number): Snapshot {
  const { id, createdOn, versions, closed } = history
  if (closed && day >= closed.on) {
    const message = `Deal ${id} closed on day ${closed.on} and has no open state on day ${day}. Ask for an earlier day.`
    throw new Refusal({ code: 'deal', value: day, message })
  }
  const known = versions.filter(({ from }) => from <= day)
  const last = known.at(-1)
  if (!last) {
    const message = `Deal ${id} has no version on day ${day}; the first is of ${versions[0]?.from ?? 'no day'}. Ask for a later day.`
    throw new Refusal({ code: 'deal', value: day, message })
  }
  let pushes = 0
  for (let i = 1; i < known.length; i++) {
    const [before, after] = [known[i - 1]!.expectedClose, known[i]!.expectedClose]
    if (before !== null && after !== null && after > before) pushes++
  }
  return {
    ...{
      day,
      values: last.values,
      age: day - createdOn,
      unchangedDays: day - last.from,
      changes: known.length - 1,
      pushes,
    },
    expectedClose: last.expectedClose,
  }
}
