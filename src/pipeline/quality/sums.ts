import type { DealFacts } from '../deals/sets.ts'
import { type QualityKind, qualityKinds } from './kinds.ts'
import { faultOf } from './quality.ts'

type Unconverted = { currency: string; deals: number; amountMinor: number }
export type QualitySum = {
  kind: QualityKind
  says: string
  matters: string
  deals: number
  openDeals: number
  amountMinor: number
  unconverted: Unconverted[]
}

/** Every kind of fault that occurs, with the deals and the money it touches, most deals first. */
export function qualitySums(facts: DealFacts): QualitySum[] {
  const kinds = Object.keys(qualityKinds) as QualityKind[]
  return kinds
    .map((kind) => sumOf(facts, kind))
    .filter(({ deals }) => deals > 0)
    .sort((a, b) => b.deals - a.deals)
}

function sumOf(facts: DealFacts, kind: QualityKind): QualitySum {
  const isFaulty = faultOf(facts, kind)
  const { rows } = facts.stand
  const { amount, currency } = facts.question.history.versions
  const unconverted = new Map<string, Unconverted>()
  const sum = { deals: 0, openDeals: 0, amountMinor: 0 }
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row < 0 || !isFaulty(deal)) continue
    sum.deals++
    if (facts.isOpen(deal)) sum.openDeals++
    const worth = facts.worth(deal)
    if (!Number.isNaN(worth)) sum.amountMinor += worth
    else if (!Number.isNaN(amount[row]!)) {
      const code = facts.question.history.currencies.ids[currency[row]!]!
      const bare = unconverted.get(code) ?? { currency: code, deals: 0, amountMinor: 0 }
      bare.deals++
      bare.amountMinor += amount[row]!
      unconverted.set(code, bare)
    }
  }
  return { kind, ...qualityKinds[kind], ...sum, unconverted: [...unconverted.values()] }
}
