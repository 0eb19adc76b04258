import { curvesOf, daysUntil, type FollowedDays, follow } from '../cycles/curves.ts'
import type { DealFacts } from '../deals/sets.ts'
import { mean, quantile } from '../measures/statistics.ts'
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

type Stay = { ended: number[]; followed: () => FollowedDays; open: { deal: number; days: number }[] }

/** Durations of every open stage of a pipeline, from the visits of the deals in view. */
export function stageDurations(facts: DealFacts, pipelineId: string): StageDuration[] {
  const stays = staysOf(facts)
  return openStages(facts.question, pipelineId).map(({ id, name }) => {
    const { ended, followed, open } = stays.get(facts.question.history.stages.codes.get(id)!) ?? noStay()
    const stalledAfter = ended.length < ENOUGH_VISITS ? null : quantile(ended, 0.9)
    const stalled = open.filter(({ days }) => stalledAfter !== null && days > stalledAfter)
    return {
      stageId: id,
      name,
      visits: ended.length,
      meanDays: mean(ended),
      medianDays: quantile(ended, 0.5),
      days75: quantile(ended, 0.75),
      days90: quantile(ended, 0.9),
      medianWithOpen: daysUntil(curvesOf(followed()), 0.5),
      openDeals: open.length,
      openMinor: worthOf(facts, open),
      openMedianDays: quantile(
        open.map(({ days }) => days),
        0.5,
      ),
      stalledAfter,
      stalledDeals: stalled.length,
      stalledMinor: worthOf(facts, stalled),
    }
  })
}

/** The open deals that are in their stage longer than nine in ten visits to it took. */
export function stalledDeals(facts: DealFacts): Set<number> {
  const found = new Set<number>()
  for (const { ended, open } of staysOf(facts).values()) {
    const after = ended.length < ENOUGH_VISITS ? null : quantile(ended, 0.9)
    for (const { deal, days } of open) if (after !== null && days > after) found.add(deal)
  }
  return found
}

function staysOf({ question, stand, window, isOpen }: DealFacts): Map<number, Stay> {
  const { asOf } = question
  const visits = question.visits()
  const found = new Map<number, Stay>()
  for (let deal = 0; deal < stand.rows.length; deal++) {
    if (stand.rows[deal]! < 0) continue
    const end = visits.first[deal]! + visits.count[deal]!
    for (let at = visits.first[deal]!; at < end && visits.entered[at]! <= asOf; at++) {
      const left = at + 1 < end ? visits.entered[at + 1]! : Number.MAX_SAFE_INTEGER
      const code = visits.stage[at]!
      let stay = found.get(code)
      if (!stay) {
        stay = noStay()
        found.set(code, stay)
      }
      if (left > asOf) {
        if (!isOpen(deal)) continue
        stay.open.push({ deal, days: asOf - visits.entered[at]! })
      } else if (left >= window.from && left <= window.to) {
        stay.ended.push(left - visits.entered[at]!)
      }
    }
  }
  return found
}

function noStay(): Stay {
  const [ended, open]: [number[], Stay['open']] = [[], []]
  const followed = () => {
    const days: FollowedDays = new Map()
    for (const each of ended) follow(days, each, 'won')
    for (const each of open) follow(days, each.days, 'open')
    return days
  }
  return { ended, open, followed }
}

function worthOf(facts: DealFacts, some: readonly { deal: number }[]): number {
  return some.reduce((total, { deal }) => {
    const worth = facts.worth(deal)
    return Number.isNaN(worth) ? total : total + worth
  }, 0)
}
