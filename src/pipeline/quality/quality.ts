import { periodOf, startOf } from '@drumbeat/periods'
import type { DealFacts } from '../deals/sets.ts'
import { NO_DAY } from '../history/deal-history.ts'
import { belongingOn } from '../reference/tree.ts'
import type { Question } from '../view/view.ts'
import type { QualityKind } from './kinds.ts'

/** Tells of each deal in view whether its data have this fault on the day looked at. */
export function faultOf(facts: DealFacts, kind: QualityKind): (deal: number) => boolean {
  const { question, stand, isOpen, outcome, closedOn } = facts
  const { versions, createdOn } = question.history
  const at =
    <Value>(column: ArrayLike<Value>) =>
    (deal: number) =>
      column[stand.rows[deal]!]!
  const [expected, amount, owner, account] = [
    at(versions.expectedClose),
    at(versions.amount),
    at(versions.owner),
    at(versions.account),
  ]
  const isClosed = (deal: number) => outcome(deal) !== 'open'
  const owners = (test: (question: Question) => Uint8Array) => {
    const faulty = test(question)
    return (deal: number) => owner(deal) >= 0 && faulty[owner(deal)] === 1
  }
  const both = (a: (deal: number) => boolean, b: (deal: number) => boolean) => (deal: number) => a(deal) && b(deal)
  switch (kind) {
    case 'no-expected-close':
      return (deal) => isOpen(deal) && expected(deal) === NO_DAY
    case 'close-passed':
      return (deal) => isOpen(deal) && expected(deal) !== NO_DAY && expected(deal) < question.asOf
    case 'no-amount':
      return (deal) => Number.isNaN(amount(deal))
    case 'no-rate':
      return (deal) => !Number.isNaN(amount(deal)) && Number.isNaN(facts.worth(deal))
    case 'no-owner':
      return (deal) => owner(deal) < 0
    case 'owner-left':
      return both(isOpen, owners(leftBy))
    case 'owner-outside':
      return owners(outsideTree)
    case 'owner-moved':
      return both(isOpen, owners(movedInQuarter))
    case 'owner-in-circle':
      return owners(inCircle)
    case 'no-account':
      return (deal) => account(deal) < 0
    case 'no-created':
      return (deal) => createdOn[deal] === NO_DAY
    case 'closed-without-day':
      return (deal) => isClosed(deal) && closedOn(deal) === NO_DAY
    case 'closed-before-created':
      return (deal) => isClosed(deal) && facts.cycle(deal) < 0
    case 'closed-ahead':
      return (deal) => isClosed(deal) && closedOn(deal) !== NO_DAY && closedOn(deal) > question.asOf
    case 'back-and-forth':
      return (deal) => wayOf(question, deal).back >= 2
    case 'reopened':
      return (deal) => wayOf(question, deal).reopened > 0
  }
}

/** Counts moves back to an earlier open stage, and openings of a closed deal. */
function wayOf(question: Question, deal: number): { back: number; reopened: number } {
  const visits = question.visits()
  const { stages } = question.reference
  const way = { back: 0, reopened: 0 }
  const end = visits.first[deal]! + visits.count[deal]!
  for (let at = visits.first[deal]! + 1; at < end && visits.entered[at]! <= question.asOf; at++) {
    const [before, now] = [stages[visits.stage[at - 1]!], stages[visits.stage[at]!]]
    if (!before || !now || now.outcome !== 'open') continue
    if (before.outcome !== 'open') way.reopened++
    else if (before.pipelineId === now.pipelineId && now.position < before.position) way.back++
  }
  return way
}

function leftBy({ history, reference, asOf }: Question): Uint8Array {
  return Uint8Array.from(history.people.ids, (_, code) => {
    const left = reference.people[code]?.leftOn ?? null
    return left !== null && left <= asOf ? 1 : 0
  })
}

function outsideTree({ history, reference, asOf }: Question): Uint8Array {
  const reports = belongingOn(reference.lines, asOf)
  const teams = belongingOn(reference.members, asOf)
  const managers = new Set(reports.values())
  return Uint8Array.from(history.people.ids, (id) => (reports.has(id) || teams.has(id) || managers.has(id) ? 0 : 1))
}

function movedInQuarter({ history, reference, asOf }: Question): Uint8Array {
  const start = startOf(periodOf(asOf, 'quarter', reference.calendar), reference.calendar)
  const moved = new Set<string>()
  for (const dated of [reference.lines, reference.members]) {
    const [before, now] = [belongingOn(dated, start - 1), belongingOn(dated, asOf)]
    for (const [person, to] of now) if (before.has(person) && before.get(person) !== to) moved.add(person)
  }
  return Uint8Array.from(history.people.ids, (id) => (moved.has(id) ? 1 : 0))
}

function inCircle({ history, reference, asOf }: Question): Uint8Array {
  const managers = belongingOn(reference.lines, asOf)
  return Uint8Array.from(history.people.ids, (id) => {
    const seen = new Set<string>()
    for (let above: string | undefined = id; above !== undefined; above = managers.get(above)) {
      if (seen.has(above)) return 1
      seen.add(above)
    }
    return 0
  })
}
