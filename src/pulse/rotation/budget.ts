import { daysBetween } from '@drumbeat/periods'

/** Questions that a person was asked on a day. */
export type Burden = { day: string; questions: number }

/** No more than so many questions in so many days, over all surveys that a person is asked in. */
export type Budget = { questions: number; days: number }

/** 20 questions in four weeks: two full surveys a month, or five a week. */
export const usualBudget: Budget = { questions: 20, days: 28 }

/** How many questions a person may still be asked on a day. */
export function leftOf(asked: readonly Burden[], day: string, budget: Budget = usualBudget): number {
  const recent = asked.filter((each) => {
    const ago = daysBetween({ from: each.day, to: day })
    return ago >= 0 && ago < budget.days
  })
  return Math.max(0, budget.questions - recent.reduce((sum, { questions }) => sum + questions, 0))
}
