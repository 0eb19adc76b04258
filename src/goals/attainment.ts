import { type Goal, type GoalOfPeriod, goalOfPeriod } from './quotas/quota.ts'
import type { AttainmentLine, Counts, SubjectKind } from './schema.ts'

/** What one owner closed and has open in a period, for one territory and family; in the company currency. */
export type Credit = {
  /** Whether these are deals or order lines; of one owner only what their quota counts is taken. */
  counts: Counts
  ownerId: string | null
  territoryId: string | null
  familyId: string | null
  /** Closed, in hundredths of the minor unit, so that order lines add up exactly before they are rounded. */
  closedFine: number
  /** Each deal once, though its products be of several families. */
  closedDeals: number
  /** All that have some product of the family. */
  closedDealsInFamily: number
  closedLines: number
  openMinor: number
  openDeals: number
  openDealsInFamily: number
}

export type Subject = { id: string; name: string; parentId: string | null }
type Period = { from: string; to: string }
type Sums = Pick<Credit, 'closedFine' | 'closedDeals' | 'closedLines' | 'openMinor' | 'openDeals'>

const nothing: Sums = { closedFine: 0, closedDeals: 0, closedLines: 0, openMinor: 0, openDeals: 0 }

/** Of each owner the deals or the order lines, as the owner's quota of the period says; without one, as the company sells. */
export function creditsThatCount(given: {
  credits: readonly Credit[]
  goals: ReadonlyMap<string, readonly Goal[]>
  byDefault: Counts
}): Credit[] {
  const { credits, goals, byDefault } = given
  const countsOf = (ownerId: string | null) => goals.get(ownerId ?? '')?.[0]?.counts ?? byDefault
  return credits.filter((credit) => credit.counts === countsOf(credit.ownerId))
}

/**
 * One line per person: a person with reports stands for everybody below, in closed, open and, where no quota of their own
 * is set, in quota. People with neither quota nor deals anywhere below are left away.
 */
export function peopleLines(given: {
  people: readonly Subject[]
  credits: readonly Credit[]
  goals: ReadonlyMap<string, readonly Goal[]>
  period: Period
}): AttainmentLine[] {
  const { people, credits, goals, period } = given
  const reports = Map.groupBy(people, (person) => person.parentId)
  const own = new Map([...Map.groupBy(credits, (credit) => credit.ownerId)].map(([id, some]) => [id, sum(some)]))
  const lines: AttainmentLine[] = []
  const walked = new Set<string>()

  function walk(person: Subject): { sums: Sums; goal: GoalOfPeriod } {
    walked.add(person.id)
    const below = (reports.get(person.id) ?? []).filter((each) => !walked.has(each.id)).map(walk)
    const ownSums = own.get(person.id) ?? nothing
    const sums = sum([ownSums, ...below.map((each) => each.sums)])
    const ownGoal = goalOfPeriod(goals.get(person.id) ?? [], period)
    const goal = ownGoal.basis === 'none' ? sumOfGoals(below.map((each) => each.goal)) : ownGoal
    if (hasAny(sums) || goal.quotaMinor !== null) {
      const subject = { kind: 'person' as const, id: person.id, name: person.name, managerId: person.parentId }
      lines.push(line({ subject, sums, goal, ownClosedFine: ownSums.closedFine, isRollUp: below.length > 0 }))
    }
    return { sums, goal }
  }

  const ids = new Set(people.map(({ id }) => id))
  for (const person of people) if (person.parentId === null || !ids.has(person.parentId)) walk(person)
  for (const person of people) if (!walked.has(person.id)) walk(person)
  return lines
}

/** Credits as families count them: a deal counts in each family of which it has products. */
export function countedByFamily(credits: readonly Credit[]): Credit[] {
  return credits.map((credit) => ({
    ...credit,
    closedDeals: credit.closedDealsInFamily,
    openDeals: credit.openDealsInFamily,
  }))
}

/** One line per team, territory or family; territories stand for those below them. */
export function subjectLines(given: {
  kind: SubjectKind
  subjects: readonly Subject[]
  credits: readonly Credit[]
  belongs: (credit: Credit, subjectId: string) => boolean
  goals: ReadonlyMap<string, readonly Goal[]>
  period: Period
}): AttainmentLine[] {
  const { kind, subjects, credits, belongs, goals, period } = given
  return subjects.flatMap((subject) => {
    const sums = sum(credits.filter((credit) => belongs(credit, subject.id)))
    const goal = goalOfPeriod(goals.get(subject.id) ?? [], period)
    if (!hasAny(sums) && goal.quotaMinor === null) return []
    const about = { kind, id: subject.id, name: subject.name, managerId: subject.parentId }
    return [line({ subject: about, sums, goal, ownClosedFine: sums.closedFine, isRollUp: false })]
  })
}

/** The company's line: its own quota, else the sum of the people at the top of the tree. */
export function companyLine(given: {
  name: string
  credits: readonly Credit[]
  goals: readonly Goal[]
  people: readonly AttainmentLine[]
  period: Period
}): AttainmentLine {
  const { name, credits, goals, people, period } = given
  const listed = new Set(people.map((each) => each.subjectId))
  const top = people.filter((each) => each.managerId === null || !listed.has(each.managerId))
  const own = goalOfPeriod(goals, period)
  const goal =
    own.basis === 'none'
      ? sumOfGoals(top.map(({ quotaMinor, quotaBasis, quotaId }) => ({ quotaMinor, basis: quotaBasis, quotaId })))
      : own
  const sums = sum(credits)
  const subject = { kind: 'company' as const, id: null, name, managerId: null }
  return line({ subject, sums, goal, ownClosedFine: sums.closedFine, isRollUp: true })
}

function line(given: {
  subject: { kind: SubjectKind; id: string | null; name: string; managerId: string | null }
  sums: Sums
  goal: GoalOfPeriod
  ownClosedFine: number
  isRollUp: boolean
}): AttainmentLine {
  const { subject, sums, goal, ownClosedFine, isRollUp } = given
  const { closedFine, ...counted } = sums
  const closedMinor = minorOf(closedFine)
  const { quotaMinor } = goal
  const gapMinor = quotaMinor === null ? null : quotaMinor - closedMinor
  return {
    subjectKind: subject.kind,
    subjectId: subject.id,
    name: subject.name,
    managerId: subject.managerId,
    isRollUp,
    quotaMinor,
    quotaBasis: goal.basis,
    quotaId: goal.quotaId,
    ...counted,
    closedMinor,
    ownClosedMinor: minorOf(ownClosedFine),
    attainment: quotaMinor ? closedMinor / quotaMinor : null,
    gapMinor,
    coverage: gapMinor !== null && gapMinor > 0 ? sums.openMinor / gapMinor : null,
  }
}

/** Hundredths of the minor unit to whole minor units, halves away from zero. */
function minorOf(fine: number): number {
  return Math.sign(fine) * Math.round(Math.abs(fine) / 100)
}

/** Of a deal that is shared only its owner has the deal, the others have money. */
function hasAny({ closedDeals, closedLines, openDeals, closedFine, openMinor }: Sums): boolean {
  return closedDeals + closedLines + openDeals > 0 || closedFine !== 0 || openMinor !== 0
}

function sumOfGoals(goals: readonly GoalOfPeriod[]): GoalOfPeriod {
  const known = goals.filter((goal) => goal.quotaMinor !== null)
  if (known.length === 0) return { quotaMinor: null, basis: 'none', quotaId: null }
  const quotaMinor = known.reduce((total, goal) => total + goal.quotaMinor!, 0)
  const basis = goals.some((goal) => goal.basis === 'incomplete') ? 'incomplete' : 'sum of reports'
  return { quotaMinor, basis, quotaId: null }
}

function sum(some: readonly Sums[]): Sums {
  return some.reduce<Sums>(
    (total, each) => ({
      closedFine: total.closedFine + each.closedFine,
      closedDeals: total.closedDeals + each.closedDeals,
      closedLines: total.closedLines + each.closedLines,
      openMinor: total.openMinor + each.openMinor,
      openDeals: total.openDeals + each.openDeals,
    }),
    nothing,
  )
}
