import type { DealFacts } from '../deals/sets.ts'
import { NO_DAY } from '../history/deal-history.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import { dimensionOn } from '../view/dimensions.ts'
import { type Curves, curvesOf, type FollowedDays, follow } from './curves.ts'

export type CycleSegment = { keys: string[]; labels: string[]; leftOut: number; curves: Curves }

/** How long deals created in the window take to close, per segment; deals without a creation or close day are counted apart. */
export function cyclesBySegment(facts: DealFacts, by: readonly SegmentName[] = []): CycleSegment[] {
  const { question, stand, window } = facts
  const { history, reference, asOf } = question
  const dimensions = by.map((name) => dimensionOn(name, { history, reference, day: asOf }))
  const found = new Map<string, { followed: FollowedDays; leftOut: number }>()
  if (dimensions.length === 0) found.set('', { followed: new Map(), leftOut: 0 })
  for (let deal = 0; deal < stand.rows.length; deal++) {
    const row = stand.rows[deal]!
    if (row < 0) continue
    const created = history.createdOn[deal]!
    if (created !== NO_DAY && (created < window.from || created > window.to)) continue
    const key = dimensions.map(({ keyOf }) => keyOf(row, deal)).join('\u0000')
    let segment = found.get(key)
    if (!segment) {
      segment = { followed: new Map(), leftOut: 0 }
      found.set(key, segment)
    }
    const days = facts.isOpen(deal) ? facts.age(deal) : facts.cycle(deal)
    if (Number.isNaN(days) || days < 0) segment.leftOut++
    else follow(segment.followed, days, facts.outcome(deal))
  }
  return [...found]
    .map(([key, { followed, leftOut }]) => ({
      keys: dimensions.length === 0 ? [] : key.split('\u0000'),
      labels: dimensions.length === 0 ? [] : key.split('\u0000').map((part, at) => dimensions[at]!.labelOf(part)),
      leftOut,
      curves: curvesOf(followed),
    }))
    .sort((a, b) => (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1))
}
