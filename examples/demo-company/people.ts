import { type Day, dayText, instantAt, monthStart, quarterStart } from './days.ts'
import { nameMaker } from './names.ts'
import type { Random } from './random.ts'
import type { MembershipRow, PersonRow, ReportingLineRow, TeamRow } from './rows.ts'
import { type Behaviour, behaviours, type Story, type TerritoryName, territories, winChance } from './truth.ts'

/** Who works a patch of accounts at a time; a leaver's seat passes to a successor on `startsOn`. */
export type Holder = { personId: string; startsOn: Day; behaviour: Behaviour; skill: number }

/** One of the 24 rep seats: its accounts stay with it when its holder changes. */
export type Seat = { territory: TerritoryName; strategic: boolean; holders: Holder[] }

/** The login that shows the product from one role's side. */
export type DemoLogin = { role: DemoRole; personId: string; name: string; email: string }
export type DemoRole = (typeof roleTitles)[number][0] | 'sales-manager' | 'rep'

export type Staff = {
  people: PersonRow[]
  reportingLines: ReportingLineRow[]
  teams: TeamRow[]
  memberships: MembershipRow[]
  seats: Seat[]
  logins: DemoLogin[]
  teamOfSeat: (seat: Seat) => string
}

const roleTitles = [
  ['owner', 'General Manager'],
  ['executive', 'VP Sales'],
  ['sales-ops-manager', 'Sales Operations Manager'],
  ['sales-ops-analyst', 'Sales Operations Analyst'],
  ['crm-administrator', 'CRM Administrator'],
  ['demand-planner', 'Demand Planner'],
  ['supply-planner', 'Supply Planner'],
  ['finance', 'Finance Partner'],
  ['enablement', 'Enablement Lead'],
] as const

const seatsPerTerritory = 6

/**
 * Hires everybody: four territory teams of five and a strategic team of four that was formed 20 months ago from one rep of
 * each territory; two reps and the DACH manager left and were followed; the analyst and the demand planner changed manager.
 */
export function hirePeople(input: {
  story: Story
  random: Random
  newId: (at: number) => string
  territoryIds: Record<TerritoryName, string>
}): Staff {
  const { story, random, territoryIds } = input
  const founded = story.historyStart - 500
  const newId = () => input.newId(instantAt({ day: founded, hours: 9 }))
  const nameFor = nameMaker(random.fork('names'))
  const people: PersonRow[] = []
  const reportingLines: ReportingLineRow[] = []
  const memberships: MembershipRow[] = []
  const skills = random.fork('skills')

  function hire(job: { title: string; region: 'US' | 'DACH' | 'Nordics'; from?: Day; to?: Day }): string {
    const name = nameFor(job.region)
    const id = newId()
    const from = job.from ?? founded - random.whole(1500)
    const number = String(people.length + 1).padStart(3, '0')
    const left = job.to === undefined ? null : dayText(job.to)
    people.push({
      id,
      external_id: `P-${number}`,
      name,
      email: emailOf(name),
      title: job.title,
      hired_on: dayText(from),
      left_on: left,
    })
    return id
  }
  function report(line: { person: string; to: string; from?: Day; until?: Day }): void {
    reportingLines.push({ id: newId(), person_id: line.person, manager_id: line.to, ...span(line, founded) })
  }
  function join(line: { person: string; team: string; from?: Day; until?: Day }): void {
    memberships.push({ id: newId(), team_id: line.team, person_id: line.person, ...span(line, founded) })
  }
  const teams: TeamRow[] = []
  function team(name: string, territory?: TerritoryName): string {
    const id = newId()
    teams.push({ id, name, territory_id: territory ? territoryIds[territory] : null })
    return id
  }

  const staff = Object.fromEntries(roleTitles.map(([role, title]) => [role, hire({ title, region: 'US' })])) as Record<
    (typeof roleTitles)[number][0],
    string
  >
  const analystMoves = monthStart(story.today, -14)
  const plannerMoves = monthStart(story.today, -17)
  report({ person: staff.executive, to: staff.owner })
  report({ person: staff.finance, to: staff.owner })
  report({ person: staff['supply-planner'], to: staff.owner })
  report({ person: staff['sales-ops-manager'], to: staff.executive })
  report({ person: staff.enablement, to: staff.executive })
  report({ person: staff['crm-administrator'], to: staff['sales-ops-manager'] })
  report({ person: staff['sales-ops-analyst'], to: staff.executive, until: analystMoves })
  report({ person: staff['sales-ops-analyst'], to: staff['sales-ops-manager'], from: analystMoves })
  report({ person: staff['demand-planner'], to: staff.finance, until: plannerMoves })
  report({ person: staff['demand-planner'], to: staff.owner, from: plannerMoves })
  const operations = team('Sales operations')
  for (const role of ['sales-ops-manager', 'sales-ops-analyst', 'crm-administrator', 'enablement'] as const) {
    join({ person: staff[role], team: operations })
  }

  const strategicFrom = monthStart(story.today, -20)
  const strategicTeam = team('Strategic accounts')
  const strategicManager = hire({ title: 'Regional Sales Manager', region: 'US', from: strategicFrom - 40 })
  report({ person: strategicManager, to: staff.executive, from: strategicFrom - 40 })
  join({ person: strategicManager, team: strategicTeam, from: strategicFrom })

  const seats: Seat[] = []
  const teamIds = new Map<TerritoryName, string>()
  const handover = story.slump.startsOn
  let loginManager = ''
  for (const { name: territory } of territories) {
    const region = territory.startsWith('US') ? 'US' : (territory as 'DACH' | 'Nordics')
    const teamId = team(territory, territory)
    teamIds.set(territory, teamId)
    const changes = territory === story.slump.territory
    const managers = changes
      ? [
          { id: hire({ title: 'Regional Sales Manager', region, to: handover }), until: handover },
          { id: hire({ title: 'Regional Sales Manager', region, from: handover }), from: handover },
        ]
      : [{ id: hire({ title: 'Regional Sales Manager', region }) }]
    if (changes) loginManager = managers.at(-1)!.id
    for (const manager of managers) {
      report({ person: manager.id, to: staff.executive, ...manager })
      join({ person: manager.id, team: teamId, ...manager })
    }
    for (let i = 0; i < seatsPerTerritory; i++) {
      const strategic = i === seatsPerTerritory - 1
      seats.push(fillSeat({ territory, strategic, region, managers, teamId }))
    }
  }

  function fillSeat(seat: {
    territory: TerritoryName
    strategic: boolean
    region: 'US' | 'DACH' | 'Nordics'
    managers: { id: string; from?: Day; until?: Day }[]
    teamId: string
  }): Seat {
    const number = seats.length
    const change = seatChanges(story)[number]
    const terms = change === undefined ? [{}] : [{ until: change }, { from: change }]
    const behaviour = behaviourOf(number)
    const holders = terms.map((term: { from?: Day; until?: Day }, index) => {
      const title = seat.strategic ? 'Strategic Account Executive' : 'Account Executive'
      const personId = hire({ title, region: seat.region, from: term.from, to: term.until })
      const inTeam = seat.strategic ? { ...term, until: strategicFrom } : term
      for (const manager of seat.managers) {
        const line = overlap(inTeam, manager)
        if (line) report({ person: personId, to: manager.id, ...line })
      }
      join({ person: personId, team: seat.teamId, ...inTeam })
      if (seat.strategic) {
        report({ person: personId, to: strategicManager, from: strategicFrom })
        join({ person: personId, team: strategicTeam, from: strategicFrom })
      }
      const skill = Math.round(skills.normal() * winChance.skillSpread * 100) / 100
      return {
        personId,
        startsOn: term.from ?? founded,
        behaviour: index === terms.length - 1 ? behaviour : 'steady',
        skill,
      }
    })
    return { territory: seat.territory, strategic: seat.strategic, holders }
  }

  const loginRep = seats.find((seat) => seat.territory === story.slump.territory)!.holders.at(-1)!.personId
  const asLogin = ([role, personId]: [string, string]): DemoLogin => {
    const person = people.find((candidate) => candidate.id === personId)!
    return { role: role as DemoRole, personId, name: person.name, email: person.email }
  }
  return {
    people,
    reportingLines,
    teams,
    memberships,
    seats,
    logins: Object.entries({ ...staff, 'sales-manager': loginManager, rep: loginRep }).map(asLogin),
    teamOfSeat: (seat) => (seat.strategic ? strategicTeam : teamIds.get(seat.territory)!),
  }
}

/** The person in a seat on a day. */
export function holderOn(seat: Seat, day: Day): Holder {
  return seat.holders.findLast((holder) => holder.startsOn <= day) ?? seat.holders[0]!
}

/** Two seats changed hands, at the middle of a past quarter. */
function seatChanges(story: Story): Record<number, Day> {
  return { 3: quarterStart(story.today, -5) + 41, 19: quarterStart(story.today, -3) + 26 }
}

function behaviourOf(seat: number): Behaviour {
  const found = Object.entries(behaviours).find(([, behaviour]) => (behaviour.reps as readonly number[]).includes(seat))
  return (found?.[0] ?? 'steady') as Behaviour
}

function span(line: { from?: Day; until?: Day }, earliest: Day): { starts_on: string; ends_on: string | null } {
  return { starts_on: dayText(line.from ?? earliest), ends_on: line.until === undefined ? null : dayText(line.until) }
}

function overlap(
  a: { from?: Day; until?: Day },
  b: { from?: Day; until?: Day },
): { from?: Day; until?: Day } | undefined {
  const from = Math.max(a.from ?? -Infinity, b.from ?? -Infinity)
  const until = Math.min(a.until ?? Infinity, b.until ?? Infinity)
  if (from >= until) return undefined
  return { from: Number.isFinite(from) ? from : undefined, until: Number.isFinite(until) ? until : undefined }
}

function emailOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
  return `${plain.replaceAll(/[^a-z ]/g, '').replaceAll(' ', '.')}@tarnbeck.example`
}
