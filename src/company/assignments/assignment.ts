/** A dated fact about a person: whom they report to, or which team they belong to, from `startsOn` until before `endsOn`. */
export type Assignment = { id: string; of: string; startsOn: string; endsOn: string | null }

/** What has to be written so that another manager or team holds from a day on. */
export type AssignmentChange =
  | { kind: 'unchanged' }
  | { kind: 'refused'; later: Assignment }
  | { kind: 'change'; end: Assignment | null; remove: Assignment | null; reopen: Assignment | null; start: boolean }

/**
 * Plans a change from a day on. The assignment that runs on that day ends there; one that begins on that very day was
 * a mistake and is replaced; one that begins later stands in the way, because history must not be overwritten unseen.
 * Where the same held until that very day it goes on unbroken, so that taking a change back leaves no seam.
 */
export function planChange(
  assignments: readonly Assignment[],
  { from, to }: { from: string; to: string | null },
): AssignmentChange {
  const later = assignments
    .filter((assignment) => assignment.startsOn > from)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0]
  if (later) return { kind: 'refused', later }
  const running = assignments.find((assignment) => runsOn(assignment, from)) ?? null
  if (running === null && to === null) return { kind: 'unchanged' }
  if (running !== null && running.of === to && running.endsOn === null) return { kind: 'unchanged' }
  const isReplaced = running !== null && running.startsOn === from
  const reopen = assignments.find((assignment) => assignment.endsOn === from && assignment.of === to) ?? null
  return {
    kind: 'change',
    end: isReplaced ? null : running,
    remove: isReplaced ? running : null,
    reopen,
    start: to !== null && reopen === null,
  }
}

/** Whether an assignment covers a day. */
export function runsOn({ startsOn, endsOn }: Pick<Assignment, 'startsOn' | 'endsOn'>, day: string): boolean {
  return startsOn <= day && (endsOn === null || day < endsOn)
}
