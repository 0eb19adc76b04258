import type { z } from 'zod'
import type { Counts, QuotaBasis } from '../schema.ts'

/** What a subject is to reach from `startsOn` until the day before `endsOn`, in the company currency. */
export type Goal = { id: string; startsOn: string; endsOn: string; companyMinor: number | null; counts?: Counts }

export type GoalOfPeriod = { quotaMinor: number | null; basis: z.infer<typeof QuotaBasis>; quotaId: string | null }

/**
 * The goal of one subject for [from, to): the quota set for exactly that period, else the sum of quotas of shorter periods
 * that fill it without gap or overlap. If those fill it only in part, what is known is given as incomplete.
 */
export function goalOfPeriod(goals: readonly Goal[], { from, to }: { from: string; to: string }): GoalOfPeriod {
  const exact = goals.find((goal) => goal.startsOn === from && goal.endsOn === to)
  if (exact) {
    return exact.companyMinor === null
      ? { quotaMinor: null, basis: 'incomplete', quotaId: exact.id }
      : { quotaMinor: exact.companyMinor, basis: 'set', quotaId: exact.id }
  }
  const within = goals
    .filter((goal) => goal.startsOn >= from && goal.endsOn <= to)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  const chain = longestChain(within, from)
  if (chain.length === 0) {
    const basis = within.length > 0 ? 'incomplete' : goals.length > 0 ? 'other dates' : 'none'
    return { quotaMinor: null, basis, quotaId: null }
  }
  const filled = chain.at(-1)?.endsOn === to && chain.every((goal) => goal.companyMinor !== null)
  const quotaMinor = chain.reduce((sum, goal) => sum + (goal.companyMinor ?? 0), 0)
  return { quotaMinor, basis: filled ? 'sum of shorter periods' : 'incomplete', quotaId: null }
}

/** Quotas that follow each other from a day on without gap; of several that begin on a day the longest is taken. */
function longestChain(goals: readonly Goal[], from: string): Goal[] {
  const chain: Goal[] = []
  let day = from
  for (;;) {
    const next = goals.filter((goal) => goal.startsOn === day).reduce<Goal | null>(longer, null)
    if (!next) return chain
    chain.push(next)
    day = next.endsOn
  }
}

function longer(best: Goal | null, goal: Goal): Goal {
  return best === null || goal.endsOn > best.endsOn ? goal : best
}
