import type { PersonDetail, Spell } from '../../people/contract.ts'

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
    ...changes({ spells: person.managers, what: 'reports to', changed: 'changed manager' }),
    ...changes({ spells: person.teams, what: 'is in the team', changed: 'changed team' }),
    ...(person.hiredOn ? [{ id: 'hired', on: person.hiredOn, what: 'joined the company', from: null, to: null }] : []),
    ...(person.leftOn ? [{ id: 'left', on: person.leftOn, what: 'had the last day', from: null, to: null }] : []),
  ]
  return lines.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

function changes(told: { spells: readonly Spell[]; what: string; changed: string }): HistoryLine[] {
  const { spells, what, changed } = told
  const inOrder = [...spells].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return inOrder.flatMap((spell, at) => {
    const before = inOrder[at - 1]
    const after = inOrder[at + 1]
    const follows = before?.endsOn === spell.startsOn
    const begun = {
      id: `${spell.id}-begun`,
      on: spell.startsOn,
      what: follows ? changed : what,
      from: follows ? before.of.name : null,
      to: spell.of.name,
    }
    const isFollowed = after !== undefined && after.startsOn === spell.endsOn
    if (spell.endsOn === null || isFollowed) return [begun]
    return [
      begun,
      { id: `${spell.id}-ended`, on: spell.endsOn, what: `no longer ${what}`, from: spell.of.name, to: null },
    ]
  })
}
