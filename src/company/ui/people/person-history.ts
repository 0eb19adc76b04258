import type { Assignment, PersonDetail } from '../../people/contract.ts'

export type HistoryLine = {
  id: string
  on: string
  what: string
  from: string | null
  to: string | null
}

/** The dated history of a person, newest first: managers, teams, hire and leave. */
export function historyOf(person: PersonDetail): HistoryLine[] {
  const lines = [
    ...changes({ assignments: person.managers, what: 'reports to', changed: 'changed manager' }),
    ...changes({ assignments: person.teams, what: 'is in the team', changed: 'changed team' }),
    ...(person.hiredOn ? [{ id: 'hired', on: person.hiredOn, what: 'joined the company', from: null, to: null }] : []),
    ...(person.leftOn ? [{ id: 'left', on: person.leftOn, what: 'had the last day', from: null, to: null }] : []),
  ]
  return lines.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

function changes(told: { assignments: readonly Assignment[]; what: string; changed: string }): HistoryLine[] {
  const { assignments, what, changed } = told
  const inOrder = [...assignments].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return inOrder.flatMap((assignment, at) => {
    const before = inOrder[at - 1]
    const after = inOrder[at + 1]
    const follows = before?.endsOn === assignment.startsOn
    const begun = {
      id: `${assignment.id}-begun`,
      on: assignment.startsOn,
      what: follows ? changed : what,
      from: follows ? before.of.name : null,
      to: assignment.of.name,
    }
    const isFollowed = after !== undefined && after.startsOn === assignment.endsOn
    if (assignment.endsOn === null || isFollowed) return [begun]
    return [
      begun,
      {
        id: `${assignment.id}-ended`,
        on: assignment.endsOn,
        what: `no longer ${what}`,
        from: assignment.of.name,
        to: null,
      },
    ]
  })
}
