import { monthStart } from './days.ts'
import type { Random } from './random.ts'
import { openRoster, type Roster, regionOf } from './roster.ts'
import { fillSeat, type Manager, type Seat, type StrategicTeam } from './seats.ts'
import { type Story, type TerritoryName, territories } from './truth.ts'

/** The login that shows the product from one role's side. */
export type DemoLogin = { role: DemoRole; personId: string; name: string; email: string }
export type DemoRole = OfficeRole | 'sales-manager' | 'rep'

export type Staff = Pick<Roster, 'people' | 'reportingLines' | 'teams' | 'memberships'> & {
  seats: Seat[]
  logins: DemoLogin[]
}

const officeTitles = {
  owner: 'General Manager',
  executive: 'VP Sales',
  'sales-ops-manager': 'Sales Operations Manager',
  'sales-ops-analyst': 'Sales Operations Analyst',
  'crm-administrator': 'CRM Administrator',
  'demand-planner': 'Demand Planner',
  'supply-planner': 'Supply Planner',
  finance: 'Finance Partner',
  enablement: 'Enablement Lead',
} as const

type OfficeRole = keyof typeof officeTitles
type Office = Record<OfficeRole, string>

const seatsPerTerritory = 6

/**
 * Hires everybody: four territory teams of five and a strategic team of four that was formed 20 months ago from one rep of
 * each territory; two reps and one regional manager left and were followed; two people in the office changed manager.
 */
export function hirePeople(input: {
  story: Story
  random: Random
  newId: (at: number) => string
  territoryIds: Record<TerritoryName, string>
}): Staff {
  const { story, random, newId, territoryIds } = input
  const roster = openRoster({ founded: story.historyStart - 500, random, newId })
  const office = openOffice(roster, story)
  const strategic = formStrategicTeam({ roster, office, story })
  const skills = random.fork('skills')
  const seats: Seat[] = []
  const managersOf = new Map<TerritoryName, Manager[]>()
  for (const { name: territory } of territories) {
    const region = regionOf(territory)
    const teamId = roster.found({ name: territory, territoryId: territoryIds[territory] })
    const managers = appointManagers({ roster, office, story, territory, teamId })
    managersOf.set(territory, managers)
    for (let i = 1; i <= seatsPerTerritory; i++) {
      const team = i === seatsPerTerritory ? strategic : undefined
      const place = { number: seats.length, territory, region, teamId, managers, strategic: team }
      seats.push(fillSeat({ roster, story, skills, ...place }))
    }
  }
  const manager = managersOf.get(story.slump.territory)!.at(-1)!.id
  const rep = seats.find((seat) => seat.territory === story.slump.territory)!.holders.at(-1)!.personId
  const { people, reportingLines, teams, memberships } = roster
  return { people, reportingLines, teams, memberships, seats, logins: loginsFor({ ...office, manager, rep, roster }) }
}

function openOffice(roster: Roster, story: Story): Office {
  const hired = Object.entries(officeTitles).map(([role, title]) => [role, roster.hire({ title, region: 'US' })])
  const office = Object.fromEntries(hired) as Office
  const analystMoves = monthStart(story.today, -14)
  const plannerMoves = monthStart(story.today, -17)
  roster.report({ person: office.executive, to: office.owner })
  roster.report({ person: office.finance, to: office.owner })
  roster.report({ person: office['supply-planner'], to: office.owner })
  roster.report({ person: office['sales-ops-manager'], to: office.executive })
  roster.report({ person: office.enablement, to: office.executive })
  roster.report({ person: office['crm-administrator'], to: office['sales-ops-manager'] })
  roster.report({ person: office['sales-ops-analyst'], to: office.executive, until: analystMoves })
  roster.report({ person: office['sales-ops-analyst'], to: office['sales-ops-manager'], from: analystMoves })
  roster.report({ person: office['demand-planner'], to: office.finance, until: plannerMoves })
  roster.report({ person: office['demand-planner'], to: office.owner, from: plannerMoves })
  const team = roster.found({ name: 'Sales operations', territoryId: null })
  for (const role of ['sales-ops-manager', 'sales-ops-analyst', 'crm-administrator', 'enablement'] as const) {
    roster.join({ person: office[role], team })
  }
  return office
}

function formStrategicTeam(input: { roster: Roster; office: Office; story: Story }): StrategicTeam {
  const { roster, office, story } = input
  const from = monthStart(story.today, -20)
  const teamId = roster.found({ name: 'Strategic accounts', territoryId: null })
  const managerId = roster.hire({ title: 'Regional Sales Manager', region: 'US', from: from - 40 })
  roster.report({ person: managerId, to: office.executive, from: from - 40 })
  roster.join({ person: managerId, team: teamId, from })
  return { teamId, managerId, from }
}

/** One manager per territory; where sales slump, a new one since the slump began. */
function appointManagers(input: {
  roster: Roster
  office: Office
  story: Story
  territory: TerritoryName
  teamId: string
}): Manager[] {
  const { roster, office, story, territory, teamId } = input
  const { startsOn, territory: slumping } = story.slump
  const terms = territory === slumping ? [{ until: startsOn }, { from: startsOn }] : [{}]
  return terms.map((term) => {
    const id = roster.hire({ title: 'Regional Sales Manager', region: regionOf(territory), ...term })
    roster.report({ person: id, to: office.executive, ...term })
    roster.join({ person: id, team: teamId, ...term })
    return { id, ...term }
  })
}

function loginsFor(input: Office & { manager: string; rep: string; roster: Roster }): DemoLogin[] {
  const { manager, rep, roster, ...office } = input
  return Object.entries({ ...office, 'sales-manager': manager, rep }).map(([role, personId]) => {
    const { name, email } = roster.people.find((person) => person.id === personId)!
    return { role: role as DemoRole, personId, name, email }
  })
}
