import { type Day, quarterStart } from './days.ts'
import type { Random } from './random.ts'
import type { Region, Roster, Span } from './roster.ts'
import { type Behaviour, behaviours, type Story, type TerritoryName, winChance } from './truth.ts'

/** Who works a patch of accounts from `startsOn` on. */
export type Holder = { personId: string; startsOn: Day; behaviour: Behaviour; skill: number }

/** One of the 24 rep seats: its accounts stay with it when its holder changes. */
export type Seat = { territory: TerritoryName; strategic: boolean; holders: Holder[] }

/** The team that takes over the strategic seats from a day on. */
export type StrategicTeam = { teamId: string; managerId: string; from: Day }

/** A manager and the time in which the team is theirs. */
export type Manager = { id: string } & Span

/** Hires the holders of a seat, one after the other, and reports each to the managers of their time. */
export function fillSeat(input: {
  roster: Roster
  story: Story
  skills: Random
  number: number
  territory: TerritoryName
  region: Region
  teamId: string
  managers: Manager[]
  strategic: StrategicTeam | undefined
}): Seat {
  const { roster, story, skills, territory, region, teamId, managers, strategic } = input
  const title = strategic ? 'Strategic Account Executive' : 'Account Executive'
  const change = seatChanges(story)[input.number]
  const terms: Span[] = change === undefined ? [{}] : [{ until: change }, { from: change }]
  const holders = terms.map((term, index) => {
    const personId = roster.hire({ title, region, ...term })
    const inTerritory = strategic ? { ...term, until: strategic.from } : term
    for (const { id, ...reign } of managers) {
      const both = overlap(inTerritory, reign)
      if (both) roster.report({ person: personId, to: id, ...both })
    }
    roster.join({ person: personId, team: teamId, ...inTerritory })
    if (strategic) {
      roster.report({ person: personId, to: strategic.managerId, from: strategic.from })
      roster.join({ person: personId, team: strategic.teamId, from: strategic.from })
    }
    const skill = Math.round(skills.normal() * winChance.skillSpread * 100) / 100
    const behaviour = index === terms.length - 1 ? behaviourOf(input.number) : 'steady'
    return { personId, startsOn: term.from ?? Number.NEGATIVE_INFINITY, behaviour, skill }
  })
  return { territory, strategic: strategic !== undefined, holders }
}

/** The person in a seat on a day. */
export function holderOn(seat: Seat, day: Day): Holder {
  return seat.holders.findLast((holder) => holder.startsOn <= day)!
}

/** Two seats changed hands, at the middle of a past quarter. */
function seatChanges(story: Story): Record<number, Day> {
  return { 3: quarterStart(story.today, -5) + 41, 19: quarterStart(story.today, -3) + 26 }
}

function behaviourOf(seat: number): Behaviour {
  const found = Object.entries(behaviours).find(([, { reps }]) => (reps as readonly number[]).includes(seat))
  return (found?.[0] ?? 'steady') as Behaviour
}

function overlap(a: Span, b: Span): Span | undefined {
  const from = Math.max(a.from ?? Number.NEGATIVE_INFINITY, b.from ?? Number.NEGATIVE_INFINITY)
  const until = Math.min(a.until ?? Number.POSITIVE_INFINITY, b.until ?? Number.POSITIVE_INFINITY)
  if (from >= until) return undefined
  return { from: Number.isFinite(from) ? from : undefined, until: Number.isFinite(until) ? until : undefined }
}
