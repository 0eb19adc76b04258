import { parseDay, workingDaysIn } from '@drumbeat/periods'
import { readCompany } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import { workingDaysOf } from './cycle/due.ts'
import type { CycleState } from './cycle/state.ts'
import { cycleIds, loadCycle } from './log/cycles.sql.ts'

/** How a cycle was kept, for those who measure it. */
export type CycleDiscipline = {
  id: string
  month: string
  lockedAt: string | null
  /** Steps that were closed, with the day the calendar had for them and how many working days lie between. */
  steps: { number: number; closedOn: string; dueOn: string; workingDaysOff: number; reopened: boolean }[]
  attendance: { step: number; personId: string; present: boolean }[]
  decisions: { id: string; question: string; ownerId: string | null; dueOn: string | null; decidedOn: string | null }[]
}

/** The newest cycles as they were kept, newest first. */
export async function cycleDisciplines(db: Db, most: number): Promise<CycleDiscipline[]> {
  const [ids, { timeZone }] = await Promise.all([cycleIds(db), readCompany(db)])
  const dayOf = (instant: string) => dayIn(timeZone, new Date(instant))
  return Promise.all(
    ids
      .slice(0, most)
      .map(async ({ id, month }) => ({ id, month, ...disciplineOf((await loadCycle(db, id)).state, dayOf) })),
  )
}

function disciplineOf(
  { steps, locked, requests, weekend, holidays }: CycleState,
  dayOf: (instant: string) => string,
): Omit<CycleDiscipline, 'id' | 'month'> {
  const calendar = workingDaysOf({ weekend, holidays })
  const between = (one: string, other: string) => {
    const [from, to] = [one, other].sort()
    return workingDaysIn({ from: parseDay(from!)! + 1, to: parseDay(to!)! }, calendar)
  }
  return {
    lockedAt: locked?.at ?? null,
    steps: steps.flatMap(({ number, closed, reopenings }) => {
      if (!closed) return []
      const { dueOn } = closed
      const closedOn = dayOf(closed.at)
      return [{ number, closedOn, dueOn, workingDaysOff: between(closedOn, dueOn), reopened: reopenings.length > 0 }]
    }),
    attendance: steps.flatMap(({ number, attendance }) =>
      attendance.map(({ ofId, present }) => ({ step: number, personId: ofId, present })),
    ),
    decisions: requests.map(({ id, question, ownerId, deadlineOn, outcome }) => ({
      id,
      question,
      ownerId,
      dueOn: deadlineOn,
      decidedOn: outcome && dayOf(outcome.at),
    })),
  }
}
