import { spread } from '../spread.ts'

/** What is known of a seller: won in the last twelve months and open now, in minor units, and the quota that stands. */
export type Seller = {
  personId: string
  name: string
  historyMinor: number
  potentialMinor: number
  current: { id: string; amountMinor: number } | null
}

export type ProposedQuota = Seller & { weight: number; amountMinor: number }

/**
 * A target spread over sellers by what they won and what they have open, with more assigned than the target, in whole steps
 * that sum exactly. Somebody without either gets the mean weight of those who have one, so that a new hire is not left out.
 */
export function proposedQuotas(
  sellers: readonly Seller[],
  asked: { targetMinor: number; overAssignment: number; historyShare: number; stepMinor: number },
): { assignedMinor: number; quotas: ProposedQuota[] } {
  const { historyShare, targetMinor, overAssignment, stepMinor } = asked
  const total = (of: 'historyMinor' | 'potentialMinor') =>
    sellers.reduce((sum, seller) => sum + Math.max(0, seller[of]), 0)
  const [history, potential] = [total('historyMinor'), total('potentialMinor')]
  const part = (value: number, of: number) => (of > 0 ? Math.max(0, value) / of : 0)
  const weights = sellers.map(
    (seller) =>
      historyShare * part(seller.historyMinor, history) + (1 - historyShare) * part(seller.potentialMinor, potential),
  )
  const known = weights.filter((weight) => weight > 0)
  const mean = known.length > 0 ? known.reduce((sum, each) => sum + each, 0) / known.length : 1
  const filled = weights.map((weight) => (weight > 0 ? weight : mean))
  const assignedMinor = Math.round(targetMinor * (1 + overAssignment))
  const sum = filled.reduce((all, each) => all + each, 0)
  const amounts =
    sellers.length === 0
      ? []
      : spread(
          assignedMinor,
          sellers.map(({ personId }, at) => ({ key: personId, weight: filled[at]! })),
          stepMinor,
        )
  return {
    assignedMinor,
    quotas: sellers.map((seller, at) => ({ ...seller, weight: filled[at]! / sum, amountMinor: amounts[at]! })),
  }
}

/** A quota parted at a day within its period, by days, so that both parts sum exactly to it. */
export function prorated(
  amountMinor: number,
  { days, before }: { days: number; before: number },
): { leaving: number; coming: number } {
  const leaving = Math.round((amountMinor * before) / days)
  return { leaving, coming: amountMinor - leaving }
}
