import { daysElapsed } from '@drumbeat/periods'
import type { Missing } from '../schema.ts'
import type { CallLine, Member } from './roll-up.ts'

/** A call older than this many days is asked for anew. */
const WEEK = 7

/** Who is expected to call and has not, or not for a week; the most money at stake first. */
export function missingCalls(given: {
  members: readonly Member[]
  lines: readonly CallLine[]
  now: string
}): Missing[] {
  const { members, lines, now } = given
  const own = new Map(lines.map((line) => [line.personId, line.own]))
  return members
    .filter((member) => member.expected)
    .flatMap(({ personId, name, closedMinor, openMinor }): Missing[] => {
      const call = own.get(personId) ?? null
      const about = { personId, name, closedMinor, openMinor, saidAt: call?.saidAt ?? null }
      if (call === null) return [{ ...about, reason: 'has not called' }]
      if (daysElapsed({ from: call.saidAt, to: now }) <= WEEK) return []
      return [{ ...about, reason: 'call is older than a week' }]
    })
    .sort((a, b) => b.openMinor - a.openMinor)
}
