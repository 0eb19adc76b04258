import { type Day, dayFrom, dayText, instantAt, instantText, monthOf, quarterStart, yearOf } from './days.ts'
import type { Win } from './deals.ts'
import type { Staff } from './people.ts'
import type { FamilyRow, MembershipRow, QuotaRow } from './rows.ts'
import { holderOn, type Seat } from './seats.ts'
import type { Story, TerritoryName } from './truth.ts'

const stretch = 1.03
const managersAssign = 0.95
const pastQuarters = 12

/** The running quarter is meant to end a little short of its goal: a story with something left to do. */
const shortfall = { finish: 0.94, least: 0.86, most: 1.1 }

/**
 * Sets goals as a sales organisation does: the company's trend with a stretch, dealt out to seats by what they sold before
 * (moved a quarter of the way to equal shares); teams, territories and the company carry 5 % less than their reps together;
 * families get their usual part of each whole year.
 */
export function setQuotas(input: {
  story: Story
  staff: Staff
  wins: Win[]
  coming: Win[]
  families: FamilyRow[]
  territoryIds: Record<TerritoryName, string>
  newId: (at: number) => string
}): QuotaRow[] {
  const { story, staff, wins, coming, families, territoryIds, newId } = input
  const rows: QuotaRow[] = []
  const set = setter({ rows, story, newId })
  const trend = trendOf({ wins, coming, story })
  const shares = seatShares({ seats: staff.seats, wins, story })
  const companyByQuarter = new Map<Day, number>()
  for (let quarter = -pastQuarters; quarter <= lastQuarter(story); quarter++) {
    const span = { from: quarterStart(story.today, quarter), until: quarterStart(story.today, quarter + 1) }
    const sums = new Map<string, Goal>()
    for (const seat of staff.seats) {
      const dollars = trend(quarter) * stretch * shares.get(seat)! * startOf({ seat, day: span.from })
      const { personId } = holderOn(seat, span.from)
      const goal = set({ kind: 'person', id: personId, ...span, dollars, step: 5000 })
      const teamId = teamOn({ memberships: staff.memberships, personId, day: span.from })
      addTo(sums, { kind: 'team', id: teamId, ...span, dollars: goal * managersAssign, step: 10_000 })
      const territory = territoryIds[seat.territory]
      addTo(sums, { kind: 'territory', id: territory, ...span, dollars: goal * managersAssign, step: 10_000 })
    }
    let company = 0
    for (const sum of sums.values()) company += set(sum) * (sum.kind === 'team' ? 1 : 0)
    companyByQuarter.set(span.from, set({ kind: 'company', id: null, ...span, dollars: company, step: 10_000 }))
  }
  for (const { from, until, quarters } of wholeYears(companyByQuarter)) {
    const total = quarters.reduce((sum, quarter) => sum + companyByQuarter.get(quarter)!, 0)
    for (const { id, name } of families) {
      set({ kind: 'family', id, from, until, dollars: total * familyShare({ wins, name }), step: 10_000 })
    }
  }
  return rows
}

type Goal = {
  kind: QuotaRow['subject_kind']
  id: string | null
  from: Day
  until: Day
  dollars: number
  step: number
}

/** Writes a goal, rounded to its step, and answers with what was set. */
function setter(input: { rows: QuotaRow[]; story: Story; newId: (at: number) => string }): (goal: Goal) => number {
  const latest = instantAt({ day: input.story.today - 20, hours: 12 })
  return (goal) => {
    const dollars = Math.max(goal.step, Math.round(goal.dollars / goal.step) * goal.step)
    const recordedAt = Math.min(instantAt({ day: goal.from - 10, hours: 12 }), latest)
    input.rows.push({
      id: input.newId(recordedAt),
      subject_kind: goal.kind,
      subject_id: goal.id,
      starts_on: dayText(goal.from),
      ends_on: dayText(goal.until),
      amount_minor: dollars * 100,
      currency: 'USD',
      recorded_at: instantText(recordedAt),
    })
    return dollars
  }
}

function addTo(sums: Map<string, Goal>, goal: Goal): void {
  const key = `${goal.kind}/${goal.id}`
  const sum = sums.get(key)
  if (sum) sum.dollars += goal.dollars
  else sums.set(key, goal)
}

/** A successor's first whole quarter counts six tenths. */
function startOf(input: { seat: Seat; day: Day }): number {
  const { startsOn } = holderOn(input.seat, input.day)
  return startsOn > quarterStart(input.day, -1) ? 0.6 : 1
}

function familyShare(input: { wins: Win[]; name: string }): number {
  const value = (wins: Win[]) => wins.reduce((sum, win) => sum + win.value, 0)
  return value(input.wins.filter((win) => win.family === input.name)) / value(input.wins)
}

/** A straight line through the won value of the past quarters, fitted to the story in the running one: quarter -> dollars. */
function trendOf(input: { wins: Win[]; coming: Win[]; story: Story }): (quarter: number) => number {
  const { wins, coming, story } = input
  const values = Array.from({ length: pastQuarters }, (_, i) => wonIn({ wins, story, quarter: i - pastQuarters }))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = (values.length - 1) / 2
  const products = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0)
  const slope = products / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
  const line = (quarter: number) => mean + slope * (quarter + pastQuarters - middle)
  const from = quarterStart(story.today)
  const left = (quarterStart(story.today, 1) - story.today) / (quarterStart(story.today, 1) - from)
  const notYetBorn = 0.2 * left ** 2 * line(0)
  const finish = wonIn({ wins: [...wins, ...coming], story, quarter: 0 }) + notYetBorn
  const goal = finish / shortfall.finish / stretch / managersAssign
  const running = Math.min(shortfall.most * line(0), Math.max(shortfall.least * line(0), goal))
  return (quarter) => (quarter < 0 ? line(quarter) : running + slope * quarter)
}

function wonIn(input: { wins: Win[]; story: Story; quarter: number }): number {
  const { wins, story, quarter } = input
  const from = quarterStart(story.today, quarter)
  const until = quarterStart(story.today, quarter + 1)
  return wins.filter((win) => win.closedOn >= from && win.closedOn < until).reduce((sum, win) => sum + win.value, 0)
}

function seatShares(input: { seats: Seat[]; wins: Win[]; story: Story }): Map<Seat, number> {
  const { seats, wins, story } = input
  const past = wins.filter((win) => win.closedOn >= story.historyStart)
  const total = past.reduce((sum, win) => sum + win.value, 0)
  const own = (seat: Seat) =>
    past.filter((win) => win.account.seat === seat).reduce((sum, win) => sum + win.value, 0) / total
  const sold = new Map(seats.map((seat) => [seat, own(seat)]))
  return new Map(
    seats.map((seat) => {
      const peers = seats.filter((other) => other.strategic === seat.strategic)
      const usual = peers.reduce((sum, other) => sum + sold.get(other)!, 0) / peers.length
      return [seat, 0.75 * sold.get(seat)! + 0.25 * usual]
    }),
  )
}

function teamOn(input: { memberships: MembershipRow[]; personId: string; day: Day }): string {
  const day = dayText(input.day)
  const own = input.memberships.filter((membership) => membership.person_id === input.personId)
  return own.find(
    (membership) => membership.starts_on <= day && (membership.ends_on === null || membership.ends_on > day),
  )!.team_id
}

/** Up to the end of the running year, and at least the next quarter. */
function lastQuarter(story: Story): number {
  return Math.max(1, 3 - Math.floor(monthOf(story.today) / 3))
}

function wholeYears(quarters: Map<Day, number>): { from: Day; until: Day; quarters: Day[] }[] {
  const byYear = Map.groupBy(quarters.keys(), yearOf)
  return [...byYear.entries()]
    .filter(([, own]) => own.length === 4)
    .map(([year, own]) => ({ from: dayFrom(`${year}-01-01`), until: dayFrom(`${year + 1}-01-01`), quarters: own }))
}
