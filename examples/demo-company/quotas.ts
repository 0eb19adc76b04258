import { type Day, dayFrom, dayText, instantAt, instantText, monthOf, quarterStart, yearOf } from './days.ts'
import type { Win } from './deals.ts'
import { holderOn, type Seat, type Staff } from './people.ts'
import type { FamilyRow, MembershipRow, QuotaRow } from './rows.ts'
import type { Story, TerritoryName } from './truth.ts'

type Subject = { kind: QuotaRow['subject_kind']; id: string | null }

const stretch = 1.03
const managersAssign = 0.95
const pastQuarters = 12

/** The running quarter is meant to end a little short of its goal: a story with something left to do. */
const shortfall = { finish: 0.94, least: 0.86, most: 1.1 }

/**
 * Sets goals as a sales organisation does: the company's trend with a stretch, dealt out to seats by what they sold before
 * (half way to equal shares); a successor starts with six tenths; teams, territories and the company carry 5 % less than
 * their reps together; families get their usual part of each whole year.
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
  const { story, staff, wins, coming, families, territoryIds } = input
  const rows: QuotaRow[] = []
  const companyByQuarter = new Map<Day, number>()
  const trend = trendOf({ wins, coming, story })
  const shares = seatShares({ seats: staff.seats, wins, story })

  function set(subject: Subject, goal: { from: Day; until: Day; dollars: number; step: number }): number {
    const dollars = Math.max(goal.step, Math.round(goal.dollars / goal.step) * goal.step)
    const recordedAt = Math.min(
      instantAt({ day: goal.from - 10, hours: 12 }),
      instantAt({ day: story.today - 20, hours: 12 }),
    )
    rows.push({
      id: input.newId(recordedAt),
      subject_kind: subject.kind,
      subject_id: subject.id,
      starts_on: dayText(goal.from),
      ends_on: dayText(goal.until),
      amount_minor: dollars * 100,
      currency: 'USD',
      recorded_at: instantText(recordedAt),
    })
    return dollars
  }

  for (let quarter = -pastQuarters; quarter <= lastQuarter(story); quarter++) {
    const from = quarterStart(story.today, quarter)
    const until = quarterStart(story.today, quarter + 1)
    const sums = new Map<string, { subject: Subject; dollars: number }>()
    for (const seat of staff.seats) {
      const holder = holderOn(seat, from)
      const successor = seat.holders.indexOf(holder) > 0 && holder.startsOn > quarterStart(from, -1)
      const dollars = trend(quarter) * stretch * shares.get(seat)! * (successor ? 0.6 : 1)
      const goal = set({ kind: 'person', id: holder.personId }, { from, until, dollars, step: 5000 })
      const above: Subject[] = [
        { kind: 'team', id: teamOn({ memberships: staff.memberships, personId: holder.personId, day: from }) },
        { kind: 'territory', id: territoryIds[seat.territory] },
      ]
      for (const subject of above) {
        const sum = sums.get(`${subject.kind}/${subject.id}`) ?? { subject, dollars: 0 }
        sum.dollars += goal
        sums.set(`${subject.kind}/${subject.id}`, sum)
      }
    }
    let company = 0
    for (const { subject, dollars } of sums.values()) {
      const goal = set(subject, { from, until, dollars: dollars * managersAssign, step: 10_000 })
      if (subject.kind === 'team') company += goal
    }
    companyByQuarter.set(from, set({ kind: 'company', id: null }, { from, until, dollars: company, step: 10_000 }))
  }
  for (const year of wholeYears(companyByQuarter)) {
    const total = year.quarters.reduce((sum, quarter) => sum + companyByQuarter.get(quarter)!, 0)
    const all = wins.reduce((sum, win) => sum + win.value, 0)
    for (const family of families) {
      const own = wins.filter((win) => win.family === family.name).reduce((sum, win) => sum + win.value, 0)
      const goal = { from: year.from, until: year.until, dollars: (total * own) / all, step: 10_000 }
      set({ kind: 'family', id: family.id }, goal)
    }
  }
  return rows
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
      return [seat, 0.5 * sold.get(seat)! + 0.5 * usual]
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
