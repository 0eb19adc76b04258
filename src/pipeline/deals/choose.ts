import { slippedDeals } from '../coverage/slippage.ts'
import type { QualityKind } from '../quality/kinds.ts'
import { faultOf } from '../quality/quality.ts'
import { stalledDeals } from '../stages/durations.ts'
import type { SetName } from './set-names.ts'
import { belongsTo, type DealFacts } from './sets.ts'

/** The deals of a set or with a fault, in the order of their codes. */
export function dealsIn(facts: DealFacts, asked: { set: SetName; fault?: QualityKind | undefined }): number[] {
  const belongs = asked.fault === undefined ? testOf(facts, asked.set) : faultOf(facts, asked.fault)
  const found: number[] = []
  const { rows } = facts.stand
  for (let deal = 0; deal < rows.length; deal++) if (rows[deal]! >= 0 && belongs(deal)) found.push(deal)
  return found
}

function testOf(facts: DealFacts, set: SetName): (deal: number) => boolean {
  if (set !== 'stalled' && set !== 'slipped') return belongsTo(facts, set)
  const found = set === 'stalled' ? stalledDeals(facts) : slipped(facts)
  return (deal) => found.has(deal)
}

function slipped({ question }: DealFacts): Set<number> {
  const { due, asOf } = question
  if (due === null) return new Set()
  return new Set(slippedDeals(question, { from: due.from, to: due.to, lookedOn: Math.min(due.to, asOf) }))
}
