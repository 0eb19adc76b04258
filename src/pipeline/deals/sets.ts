import { dateOf } from '@drumbeat/periods'
import { eachDealOn } from '../history/as-of.ts'
import { NO_DAY, OMITTED } from '../history/deal-history.ts'
import { rateDay, type Worth } from '../reference/worth.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import { type Dimension, dimensionOn } from '../view/dimensions.ts'
import type { DealPlace } from '../view/places.ts'
import type { Question, Stand } from '../view/view.ts'
import type { SetName } from './set-names.ts'

/** Events count from the first to the last day, both included. */
export type Window = { from: number; to: number }

/** What is known of each deal on the day looked at, deal by deal; NaN and NO_DAY where it is not. */
export type DealFacts = {
  question: Question
  stand: Stand
  window: Window
  isOpen: (deal: number) => boolean
  outcome: (deal: number) => 'open' | 'won' | 'lost'
  closedOn: (deal: number) => number
  /** In company money; open deals at the rate of the day looked at, closed ones at the rate of their close. */
  worth: (deal: number) => number
  /** Whole days from creation to close; NaN unless both are known. */
  cycle: (deal: number) => number
  /** Whole days from creation to the day looked at. */
  age: (deal: number) => number
  /** How often the expected close moved to a later month, and to an earlier one, in the window. */
  moves: (deal: number) => { later: number; earlier: number }
  /** The first amount that was known of it, at the same rate as `worth`. */
  firstWorth: (deal: number) => number
  /** What deals are worth in a segment in which they count in part. */
  worthAt: (place: Pick<DealPlace, 'people' | 'part'>) => Pick<DealFacts, 'worth' | 'firstWorth'>
  /** How deals are told apart by a segment on the day looked at; prepared once per answer. */
  segment: (name: SegmentName) => Dimension
}

const still = { later: 0, earlier: 0 }
const codes = { open: 0, won: 1, lost: 2 } as const
const words = ['open', 'won', 'lost'] as const

/** Reads the facts of the deals in view as they stood on the day looked at. */
export function dealFacts(question: Question, window: Window): DealFacts {
  const stand = question.standOn(question.asOf)
  const { history, worth } = question
  const { versions, createdOn } = history
  const { rows } = stand
  const isWhole = question.sharedOn(question.asOf).size === 0 && question.ofWhat(question.asOf) === null
  const own = isWhole ? history.currencies.codes.get(question.reference.currency) : undefined
  const outcomes = outcomesOf(question, rows)
  let known: Worth | undefined
  const everybodys = () => {
    known ??= question.worthTo(null)
    return known
  }
  const closedOn = (deal: number) => (outcomes[deal] === codes.open ? NO_DAY : versions.closedOn[rows[deal]!]!)
  const dayOfRate = (deal: number) =>
    rateDay({ isOpen: outcomes[deal] === codes.open, closedOn: closedOn(deal), day: question.asOf })
  return {
    question,
    stand,
    window,
    isOpen: (deal) => outcomes[deal] === codes.open,
    outcome: (deal) => words[outcomes[deal]!]!,
    closedOn,
    worth: (deal) =>
      versions.currency[rows[deal]!] === own ? versions.amount[rows[deal]!]! : worth(rows[deal]!, dayOfRate(deal)),
    cycle: (deal) => between(createdOn[deal]!, closedOn(deal)),
    age: (deal) => between(createdOn[deal]!, question.asOf),
    moves: (deal) => (history.endsOn[deal]! < window.from ? still : movesOf(question, { deal, stand, window })),
    firstWorth: (deal) => firstWorth(deal, worth),
    worthAt: ({ people, part }) => {
      const theirs = people === null ? everybodys() : question.worthTo(people)
      const here: Worth = part ? (row, day) => part(theirs(row, day)) : theirs
      return {
        worth: (deal) => here(rows[deal]!, dayOfRate(deal)),
        firstWorth: (deal) => firstWorth(deal, here),
      }
    },
    segment: segments(question),
  }
  function firstWorth(deal: number, of: Worth): number {
    let first = Number.NaN
    eachDealOn(history, { deal, moment: stand.moment }, (row) => {
      if (Number.isNaN(first)) first = of(row, dayOfRate(deal))
    })
    return first
  }
}

function segments({ history, reference, asOf }: Question): DealFacts['segment'] {
  const known = new Map<SegmentName, Dimension>()
  return (name) => {
    const found = known.get(name) ?? dimensionOn(name, { history, reference, day: asOf })
    known.set(name, found)
    return found
  }
}

/** The outcome of each deal in view, by its code. */
function outcomesOf({ history, reference }: Question, rows: Int32Array): Uint8Array {
  const byStage = Uint8Array.from(history.stages.ids, (_, code) => codes[reference.stages[code]?.outcome ?? 'open'])
  const { stage } = history.versions
  const found = new Uint8Array(rows.length)
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row >= 0) found[deal] = byStage[stage[row]!]!
  }
  return found
}

/** Sets that a deal belongs to by itself, without a look at the others. */
export type PlainSet = Exclude<SetName, 'stalled' | 'slipped'>

/** Whether a deal belongs to a set. */
export function belongsTo(facts: DealFacts, set: PlainSet): (deal: number) => boolean {
  const { stand, window, isOpen, outcome, closedOn, question } = facts
  const { versions, createdOn } = question.history
  const isOmitted = (deal: number) => versions.category[stand.rows[deal]!] === OMITTED
  const expected = (deal: number) => versions.expectedClose[stand.rows[deal]!]!
  const inWindow = (day: number) => day !== NO_DAY && day >= window.from && day <= window.to
  const { due } = question
  const isDue = (deal: number) => due === null || (expected(deal) >= due.from && expected(deal) <= due.to)
  const isIn = (deal: number) => isOpen(deal) && !isOmitted(deal) && isDue(deal)
  const tests: Record<PlainSet, (deal: number) => boolean> = {
    all: () => true,
    open: isIn,
    omitted: (deal) => isOpen(deal) && isOmitted(deal) && isDue(deal),
    overdue: (deal) => isIn(deal) && expected(deal) !== NO_DAY && expected(deal) < question.asOf,
    undated: (deal) => isOpen(deal) && !isOmitted(deal) && expected(deal) === NO_DAY,
    'without-amount': (deal) => isIn(deal) && Number.isNaN(versions.amount[stand.rows[deal]!]!),
    created: (deal) => inWindow(createdOn[deal]!),
    won: (deal) => outcome(deal) === 'won' && inWindow(closedOn(deal)),
    lost: (deal) => outcome(deal) === 'lost' && inWindow(closedOn(deal)),
    closed: (deal) => inWindow(closedOn(deal)),
    pushed: (deal) => facts.moves(deal).later > 0,
    'pulled-in': (deal) => facts.moves(deal).earlier > 0,
  }
  return tests[set]
}

function between(from: number, to: number): number {
  return from === NO_DAY || to === NO_DAY ? Number.NaN : to - from
}

/** Counts changes of the expected close to another month while the deal was open, by the day they became true. */
function movesOf(
  { history, reference }: Question,
  { deal, stand, window }: { deal: number; stand: Stand; window: Window },
): { later: number; earlier: number } {
  const { expectedClose, validDay, stage } = history.versions
  const moves = { later: 0, earlier: 0 }
  let before = NO_DAY
  eachDealOn(history, { deal, moment: stand.moment }, (row) => {
    const due = expectedClose[row]!
    const isOpen = reference.stages[stage[row]!]!.outcome === 'open'
    const day = validDay[row]!
    if (isOpen && before !== NO_DAY && due !== NO_DAY && day >= window.from && day <= window.to) {
      const step = monthOf(due) - monthOf(before)
      if (step > 0) moves.later++
      if (step < 0) moves.earlier++
    }
    if (due !== NO_DAY) before = due
  })
  return moves
}

const months = new Map<number, number>()

/** Calendar months since year 0. */
function monthOf(day: number): number {
  const known = months.get(day)
  if (known !== undefined) return known
  const { year, month } = dateOf(day)
  months.set(day, year * 12 + month)
  return year * 12 + month
}
