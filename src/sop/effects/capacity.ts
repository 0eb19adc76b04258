import { consensusOf } from '../consensus/cells.ts'
import type { Actual } from '../cycle/act.ts'
import { type CycleState, cellKey, monthAfter } from '../cycle/state.ts'
import type { Lever } from '../schema.ts'
import { type Effect, effectOf, type PastPair } from './effect.ts'

/** What is known of what was asked for and delivered, by `family|month`. */
export type Delivery = {
  /** Units ordered. */
  actuals: Readonly<Record<string, Actual>>
  /** Units shipped; a family and month without shipping days are not in it. */
  delivered: Readonly<Record<string, number>>
}

/**
 * What added capacity brought: what was delivered, less what could have been delivered without it, corrected by how far deliveries fell
 * from the plan in spans in which it was short as well. Capacity brings no less than nothing and no more than what was added. With too few
 * such spans the range is all that it can have brought.
 */
export function capacityEffect(given: {
  lever: Pick<Lever, 'size'>
  months: number
  /** What could have been delivered without it, of what was ordered in the end. */
  deliverable: number
  ordered: number
  /** Null where nobody says what was shipped. */
  delivered: number | null
  past: readonly PastPair[]
}): Effect {
  const { lever, months, deliverable, ordered, delivered, past } = given
  const most = Math.max(0, Math.min(lever.size * months, delivered ?? ordered - deliverable))
  const within = (units: number) => Math.round(Math.min(most, Math.max(0, units)))
  if (delivered === null) return { units: within(most), lo90: 0, hi90: within(most), compared: 0 }
  const effect = effectOf({ past, expected: deliverable, came: delivered })
  if ('reason' in effect) {
    return { units: within(delivered - deliverable), lo90: 0, hi90: within(most), compared: past.length }
  }
  const { units, lo90, hi90, compared } = effect
  return { units: within(units), lo90: within(lo90), hi90: within(hi90), compared }
}

/** What a captured plan delivers in a span in which it is short in every month; null where it is not, as more may have been possible there. */
export function shortDeliveryOf(state: CycleState, familyId: string, months: readonly string[]): number | null {
  const { supply } = state
  if (!supply) return null
  const demandOf = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell.units]))
  const lineOf = new Map(supply.lines.map((line) => [cellKey(line), line]))
  const gapOf = new Map(supply.gaps.map((gap) => [`${gap.familyId}|${gap.month}`, gap.units]))
  let sum = 0
  for (const month of months) {
    const key = cellKey({ familyId, month })
    const [demand, line, gap] = [demandOf.get(key), lineOf.get(key), gapOf.get(key)]
    if (demand == null || !line || !gap) return null
    const waited = lineOf.get(cellKey({ familyId, month: monthAfter(month, -1) }))?.backlog ?? 0
    sum += Math.max(0, demand + waited - gap)
  }
  return sum
}

/** A span of a captured plan that was short, beside what was delivered in it. */
export function shortPair(
  state: CycleState,
  { familyId, months, known }: { familyId: string; months: readonly string[]; known: Delivery },
): PastPair | null {
  const expected = shortDeliveryOf(state, familyId, months)
  const came = deliveredIn(known, familyId, months)
  return expected === null || came === null ? null : { expected, came }
}

/** Units shipped in a span; null where nobody says for one of its months. */
export function deliveredIn({ delivered }: Delivery, familyId: string, months: readonly string[]): number | null {
  let sum = 0
  for (const month of months) {
    const units = delivered[cellKey({ familyId, month })]
    if (units === undefined) return null
    sum += units
  }
  return sum
}

/** Units ordered in a span. */
export function orderedIn({ actuals }: Delivery, familyId: string, months: readonly string[]): number {
  return months.reduce((sum, month) => sum + (actuals[cellKey({ familyId, month })]?.units ?? 0), 0)
}
