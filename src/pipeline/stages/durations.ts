import { curvesOf, daysUntil, type FollowedDays } from '../cycles/curves.ts'
import type { DealFacts } from '../deals/sets.ts'
import { countDays, type DayCounts, meanDays, noDays, quantileDays } from '../measures/day-counts.ts'
import { openStages } from './funnel.ts'

/** How long deals stay in one stage, and which stay too long now. */
export type StageDuration = {
  stageId: string
  name: string
  /** Visits that ended in the window, and their days. */
  visits: number
  meanDays: number | null
  medianDays: number | null
  days75: number | null
  days90: number | null
  /** The median with visits that go on counted as such (Kaplan-Meier); null where half have not ended. */
  medianWithOpen: number | null
  openDeals: number
  openMinor: number
  openMedianDays: number | null
  /** Longer here than nine in ten visits that ended; null where fewer than 20 have. */
  stalledAfter: number | null
  stalledDeals: number
  stalledMinor: number
}

/** Needs so many ended visits before a deal is called stalled. */
const ENOUGH_VISITS = 20

/** The visits to one stage: those that ended in the window, and the open deals that are there, each with its days. */
type Stay = { ended: DayCounts; open: DayCounts; deals: { deal: number; days: number }[] }

/** Durations of every open stage of a pipeline, from the visits of the deals in view. */
export function stageDurations(facts: DealFacts, pipelineId: string): StageDuration[] {
  const stays = staysOf(facts)
  return openStages(facts.question, pipelineId).map(({ id, name }) => {
    const stay = stays[facts.question.history.stages.codes.get(id)!] ?? noStay()
    const { ended, open, deals } = stay
    const stalled = stalledIn(stay)
    return {
      stageId: id,
      name,
      visits: ended.size,
      meanDays: meanDays(ended),
      medianDays: quantileDays(ended, 0.5),
      days75: quantileDays(ended, 0.75),
      days90: quantileDays(ended, 0.9),
      medianWithOpen: daysUntil(curvesOf(followed(stay)), 0.5),
      openDeals: open.size,
      openMinor: worthOf(facts, deals),
      openMedianDays: quantileDays(open, 0.5),
      stalledAfter: stalledAfter(stay),
      stalledDeals: stalled.length,
      stalledMinor: worthOf(facts, stalled),
    }
  })
}

/** The open deals that are in their stage longer than nine in ten visits to it took. */
export function stalledDeals(facts: DealFacts): Set<number> {
  return new Set(staysOf(facts).flatMap((stay) => (stay ? stalledIn(stay).map(({ deal }) => deal) : [])))
}

function stalledAfter({ ended }: Stay): number | null {
  return ended.size < ENOUGH_VISITS ? null : quantileDays(ended, 0.9)
}

function stalledIn(stay: Stay): Stay['deals'] {
  const after = stalledAfter(stay)
  return after === null ? [] : stay.deals.filter(({ days }) => days > after)
}

/** The stays by the code of their stage. */
function staysOf({ question, stand, window, isOpen }: DealFacts): (Stay | undefined)[] {
  const { asOf } = question
  const { first, count, entered, stage } = question.visits()
  const found: (Stay | undefined)[] = question.history.stages.ids.map(() => undefined)
  for (let deal = 0; deal < stand.rows.length; deal++) {
    if (stand.rows[deal]! < 0) continue
    const end = first[deal]! + count[deal]!
    for (let at = first[deal]!; at < end && entered[at]! <= asOf; at++) {
      const left = at + 1 < end ? entered[at + 1]! : Number.MAX_SAFE_INTEGER
      const isOver = left <= asOf
      if (isOver ? left < window.from || left > window.to : !isOpen(deal)) continue
      const code = stage[at]!
      found[code] ??= noStay()
      const stay = found[code]
      const days = (isOver ? left : asOf) - entered[at]!
      countDays(isOver ? stay.ended : stay.open, days)
      if (!isOver) stay.deals.push({ deal, days })
    }
  }
  return found
}

function noStay(): Stay {
  return { ended: noDays(), open: noDays(), deals: [] }
}

function followed({ ended, open }: Stay): FollowedDays {
  const found: FollowedDays = new Map()
  for (let days = 0; days < Math.max(ended.counts.length, open.counts.length); days++) {
    const [won, still] = [ended.counts[days] ?? 0, open.counts[days] ?? 0]
    if (won + still > 0) found.set(days, { won, lost: 0, open: still })
  }
  return found
}

function worthOf(facts: DealFacts, some: readonly { deal: number }[]): number {
  return some.reduce((total, { deal }) => {
    const worth = facts.worth(deal)
    return Number.isNaN(worth) ? total : total + worth
  }, 0)
}
