import { arrivalShares, type PlanModel } from '@drumbeat/planning'
import { rowIn } from './row-in.ts'

type Lead = Pick<NonNullable<PlanModel['purchases']>[number], 'leadTime' | 'leadDays' | 'changes'>

/** When what is started in a period arrives, and which share of it. Pure. */
export function arrivalsIn({ periods }: PlanModel): (lead: Lead, t: number) => { period: number; share: number }[] {
  const days = Array.isArray(periods) ? (periods as { days?: number }[]).map((period) => period.days ?? 1) : []
  const known = new Map<number, number[][]>()
  return (row, t) => {
    const { leadTime = 0, leadDays } = rowIn(row, t)
    if (!leadDays) return [{ period: t + leadTime, share: 1 }]
    const shares = known.get(leadDays) ?? arrivalShares(days, leadDays)
    known.set(leadDays, shares)
    return (shares[t] ?? []).flatMap((share, after) => (share > 0 ? [{ period: t + after, share }] : []))
  }
}
