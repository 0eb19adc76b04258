import { dayAfter } from '@drumbeat/periods'
import type { Call, Method } from '../schema.ts'
import { callsInForce } from './calls-in-force.ts'
import type { Closing } from './closings.sql.ts'
import { type Member, rollUp, totalOf } from './roll-up.ts'

export type CourseDay = { day: string; commitMinor: number | null; bestMinor: number | null; closedMinor: number }

/** Commit, best case and closed at the end of each day from the first to the last, of the members given. */
export function courseOf(given: {
  first: string
  last: string
  members: readonly Member[]
  calls: readonly Call[]
  closings: readonly Closing[]
  method: Method
  /** The last instant of a day where the company is. */
  endOf: (day: string) => string
}): CourseDay[] {
  const { members, calls, method } = given
  const ids = new Set(members.map((member) => member.personId))
  const closedOn = Map.groupBy(
    given.closings.filter((each) => ids.has(each.ownerId)),
    (each) => each.day,
  )
  const days: CourseDay[] = []
  let closedMinor = 0
  for (let day = given.first; day <= given.last; day = dayAfter(day)) {
    for (const each of closedOn.get(day) ?? []) closedMinor += each.closedMinor
    const inForce = callsInForce(calls, given.endOf(day))
    const { commitMinor, bestMinor } = totalOf(rollUp({ members, calls: inForce, method }))
    days.push({ day, commitMinor, bestMinor, closedMinor })
  }
  return days
}

/** A person and everybody below. */
export function below(members: readonly Member[], personId: string): Member[] {
  const found = new Set([personId])
  for (const id of found) for (const member of members) if (member.managerId === id) found.add(member.personId)
  return members.filter((member) => found.has(member.personId))
}
