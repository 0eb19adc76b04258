import { daysBetween } from '@drumbeat/periods'
import { dayIn } from '#platform/clock.ts'

/** A member as coverage sees them: from times alone, never from what was said. */
export type Covered = {
  id: string
  timeZone: string
  /** The first day in this team. */
  joinedOn: string | null
  onLeave: boolean
  meetings: readonly { at: string; state: 'planned' | 'held' | 'skipped' }[]
}

export type CoverageLine = {
  id: string
  lastHeldOn: string | null
  daysAgo: number | null
  counts: 'covered' | 'not covered' | 'new, none yet' | 'on leave'
}
export type Coverage = {
  covered: number
  eligible: number
  share: number | null
  reason: string | null
  lines: CoverageLine[]
}

/**
 * Who had a one-on-one within the last `windowDays` days: calendar days in the member's own time zone, both ends included,
 * only meetings that were held. Who is on leave, and who joined within the window and has none yet, is left out.
 */
export function coverageOf(
  members: readonly Covered[],
  { now, windowDays }: { now: Date; windowDays: number },
): Coverage {
  const lines = members.map((member) => lineOf(member, { now, windowDays }))
  const covered = lines.filter(({ counts }) => counts === 'covered').length
  const eligible = covered + lines.filter(({ counts }) => counts === 'not covered').length
  const nobody = eligible === 0 ? 'Nobody is expected to have had a one-on-one in this window.' : null
  return { covered, eligible, share: eligible === 0 ? null : covered / eligible, reason: nobody, lines }
}

/** Coverage of groups of members, the least covered first; who belongs to none is left out. */
export function coverageBy<Line extends CoverageLine>(
  lines: readonly Line[],
  groupOf: (line: Line) => string | null,
): { name: string; covered: number; eligible: number; share: number | null }[] {
  return [...Map.groupBy(lines, groupOf)]
    .flatMap(([name, some]) => {
      const covered = some.filter(({ counts }) => counts === 'covered').length
      const eligible = covered + some.filter(({ counts }) => counts === 'not covered').length
      return name === null ? [] : [{ name, covered, eligible, share: eligible === 0 ? null : covered / eligible }]
    })
    .sort((a, b) => (a.share ?? 2) - (b.share ?? 2) || (a.name < b.name ? -1 : 1))
}

function lineOf(member: Covered, { now, windowDays }: { now: Date; windowDays: number }): CoverageLine {
  const { id, timeZone, joinedOn, onLeave, meetings } = member
  const today = dayIn(timeZone, now)
  const held = meetings
    .filter(({ state }) => state === 'held')
    .map(({ at }) => (/^\d{4}-\d{2}-\d{2}$/.test(at) ? at : dayIn(timeZone, new Date(at))))
    .filter((day) => day <= today)
    .sort()
  const lastHeldOn = held.at(-1) ?? null
  const daysAgo = lastHeldOn === null ? null : daysBetween({ from: lastHeldOn, to: today })
  const isCovered = daysAgo !== null && daysAgo <= windowDays
  const isNew =
    joinedOn !== null &&
    (lastHeldOn === null || lastHeldOn < joinedOn) && // one with an earlier team is none in this one
    daysBetween({ from: joinedOn, to: today }) <= windowDays
  const counts = onLeave ? 'on leave' : isCovered ? 'covered' : isNew ? 'new, none yet' : 'not covered'
  return { id, lastHeldOn, daysAgo, counts }
}
