import type { HazardScorer } from '@drumbeat/deal-outlook'
import type { FiscalCalendar } from '@drumbeat/periods'
import { partsOfWorth, sharesOf } from '#goals/parts.ts'
import type { Split, SplitsOfDay } from '#goals/splits-on.sql.ts'
import { type Book, bookingsOf, type Expected, type Scored } from './bookings.ts'
import { chanceWithin } from './chances.ts'
import type { DayBook, OpenEntry } from './day-book.ts'
import { paceOf } from './pace.ts'

/** Whose outlook it is: the company, a person's own deals, a person with everybody below, a team. */
export type Subject = { kind: 'company' | 'person' | 'tree' | 'team'; id: string | null }

export type PointsAsked = {
  calendar: FiscalCalendar
  book: DayBook
  splits: SplitsOfDay['of']
  /** Each subject with the owners whose deals are theirs; null: everybody's. */
  subjects: readonly { subject: Subject; owners: readonly string[] | null }[]
}
export type PointsOfDay = { subject: Subject; expected: Expected }[]

type Scoring = { scorer: HazardScorer; ratios: readonly number[]; spread: number }

/** The outlook of each subject at the end of a day. */
export function pointsOf(scoring: Scoring, { book, splits, subjects, calendar }: PointsAsked): PointsOfDay {
  const { span } = book
  const whole = bookOf({ ...scoring, calendar, splits }, book, (deal) =>
    scored(deal, chanceWithin(scoring.scorer, deal.snapshot, span)),
  )
  return subjects.map(({ subject, owners }) => {
    return { subject, expected: bookingsOf(whole, owners && new Set(owners)).expected }
  })
}

/** What everybody's outlook is made of, once the open deals are scored. */
export function bookOf(
  { ratios, spread, calendar, splits }: Pick<Scoring, 'ratios' | 'spread'> & Pick<PointsAsked, 'calendar' | 'splits'>,
  { span, open, won, begun }: DayBook,
  scoredOf: (deal: OpenEntry) => Scored,
): Book {
  return {
    open: open.map((deal) => withShares(scoredOf(deal), splits.get(deal.id))),
    closed: closedBy(won, splits),
    ...paceOf(begun, { ...span, calendar }),
    ...{ ratios, spread },
  }
}

/** An open deal with its chance. */
export function scored({ id, owner, worth }: OpenEntry, chance: number): Scored {
  return { id, owner, worth, chance }
}

function withShares(deal: Scored, splits: readonly Split[] | undefined): Scored {
  return splits ? { ...deal, shares: sharesOf(deal.owner, splits) } : deal
}

function closedBy(won: DayBook['won'], splits: SplitsOfDay['of']): Map<string, number> {
  const sums = new Map<string, number>()
  const add = (owner: string | null, minor: number) => sums.set(owner ?? '', (sums.get(owner ?? '') ?? 0) + minor)
  for (const { id, owner, worth } of won) {
    const shared = splits.get(id)
    if (shared) for (const each of partsOfWorth(worth, { owner, splits: shared })) add(each.owner, each.part)
    else add(owner, worth)
  }
  return sums
}
