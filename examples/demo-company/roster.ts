import { type Day, dayText, instantAt } from './days.ts'
import { nameMaker } from './names.ts'
import type { Random } from './random.ts'
import type { MembershipRow, PersonRow, ReportingLineRow, TeamRow } from './rows.ts'
import type { TerritoryName } from './truth.ts'

export type Region = 'US' | 'DACH' | 'Nordics'

/** A stretch of time; an absent end reaches as far as the records go. `until` is exclusive. */
export type Span = { from?: Day; until?: Day }

/** The personnel records while they are being written. */
export type Roster = {
  people: PersonRow[]
  reportingLines: ReportingLineRow[]
  teams: TeamRow[]
  memberships: MembershipRow[]
  hire: (job: { title: string; region: Region } & Span) => string
  report: (line: { person: string; to: string } & Span) => void
  join: (line: { person: string; team: string } & Span) => void
  found: (team: { name: string; territoryId: string | null }) => string
}

/** Opens empty records; what has no start is dated from `founded`. */
export function openRoster(input: { founded: Day; random: Random; newId: (at: number) => string }): Roster {
  const { founded, random } = input
  const newId = () => input.newId(instantAt({ day: founded, hours: 9 }))
  const nameFor = nameMaker(random.fork('names'))
  const people: PersonRow[] = []
  const reportingLines: ReportingLineRow[] = []
  const teams: TeamRow[] = []
  const memberships: MembershipRow[] = []

  function hire({ title, region, from, until }: { title: string; region: Region } & Span): string {
    const name = nameFor(region)
    const id = newId()
    const hiredOn = from ?? founded - random.whole(1500)
    people.push({
      id,
      external_id: `P-${String(people.length + 1).padStart(3, '0')}`,
      name,
      email: emailOf(name),
      title,
      hired_on: dayText(hiredOn),
      left_on: until === undefined ? null : dayText(until),
    })
    return id
  }
  function report({ person, to, ...span }: { person: string; to: string } & Span): void {
    reportingLines.push({ id: newId(), person_id: person, manager_id: to, ...dated(span, founded) })
  }
  function join({ person, team, ...span }: { person: string; team: string } & Span): void {
    memberships.push({ id: newId(), team_id: team, person_id: person, ...dated(span, founded) })
  }
  function found({ name, territoryId }: { name: string; territoryId: string | null }): string {
    const id = newId()
    teams.push({ id, name, territory_id: territoryId })
    return id
  }
  return { people, reportingLines, teams, memberships, hire, report, join, found }
}

/** The region whose names people and accounts of a territory bear. */
export function regionOf(territory: TerritoryName): Region {
  return territory === 'US East' || territory === 'US West' ? 'US' : territory
}

function dated(span: Span, earliest: Day): { starts_on: string; ends_on: string | null } {
  return {
    starts_on: dayText(span.from ?? earliest),
    ends_on: span.until === undefined ? null : dayText(span.until),
  }
}

const plainLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', æ: 'ae' }

function emailOf(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[äöüøåæ]/g, (letter) => plainLetters[letter]!)
  return `${plain.replaceAll(' ', '.')}@tarnbeck.example`
}
