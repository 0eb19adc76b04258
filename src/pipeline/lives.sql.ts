import { type DealHistory as DealLife, type Snapshot, snapshotOf } from '@drumbeat/deal-outlook'
import { type FiscalCalendar, parseDay } from '@drumbeat/periods'
import { companyToday } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { ask } from './answers.sql.ts'
import { namedLines } from './deals/named.sql.ts'
import { type CurrentHistory, currentHistory } from './history/current.sql.ts'
import { dealCount, NEVER } from './history/deal-history.ts'
import { type DealOnDay, dealReader, dealsOnDay } from './lives/deals-on-day.ts'
import { lifeOf, openVersions } from './lives/life.ts'
import type { DealLine } from './schema.ts'

export type { DealOnDay } from './lives/deals-on-day.ts'
export { type DealFeature, dealFeatures } from './lives/features.ts'

/** `then`: as it was known at the end of the day looked at, or of the day given; left out, with every later correction. */
export type Known = 'then' | number | undefined

/** The lives of all deals, for those who learn from them; what a reader may see of them is for the asker to heed. */
export type DealLives = {
  /** Changes whenever a deal, or what deals refer to, does. */
  edition: number
  today: number
  currency: string
  calendar: FiscalCalendar
  locale: string
  timeZone: string
  /** How many deals are known; each has a number below it, by which it is asked for. */
  deals: number
  /** The deals that changed after an edition; null where more may have changed than a few deals. */
  changedSince: (edition: number) => readonly number[] | null
  /** A deal's life with all that is known today: its versions while open, and how it ended. */
  life: (deal: number) => DealLife
  /** The id of a deal. */
  idOf: (deal: number) => string
  /** Each deal as it stood at the end of a day. */
  on: (day: number, known?: Known) => DealOnDay[]
  /** Reads single deals as they stood at the end of a day; null where a deal was not known. */
  dealOn: (day: number, known?: Known) => (deal: number) => DealOnDay | null
  /** An open deal as it stood on a day, for a score: nothing of later days is in it. */
  snapshot: (deal: DealOnDay, day: number, known?: Known) => Snapshot
  /** Who owns the deal today: whose it is decides who sees it. */
  ownerToday: (deal: number) => string | null
  /** The days on which something about the deal changed, up to a day. */
  changeDays: (deal: number, upTo: number, known?: Known) => number[]
}

/** Reads the history of deals as lives. */
export async function dealLives(db: Db, now: Date): Promise<DealLives> {
  const today = parseDay(await companyToday(db, now))!
  return livesOf(await currentHistory(db), today)
}

/** Deals as lines of a list, as they were on a day, as far as the reader sees them; in the order given. */
export async function dealLines(
  asking: { db: Db; scope: Scope; now: Date },
  { ids, ...on }: { asOf: string; known?: 'now' | 'then' | undefined; ids: readonly string[] },
): Promise<DealLine[]> {
  const question = await ask(asking, on)
  const { rows } = question.standOn(question.asOf)
  const placed = ids.flatMap((id) => {
    const deal = question.history.deals.codes.get(id)
    const row = deal === undefined ? -1 : rows[deal]!
    return row < 0 ? [] : [{ deal: deal!, row, worth: question.worth(row, question.asOf) }]
  })
  return namedLines(asking.db, question, placed)
}

function livesOf(current: CurrentHistory, today: number): DealLives {
  const { history, reference, edition } = current
  const { versions } = history
  return {
    edition,
    today,
    currency: reference.currency,
    calendar: reference.calendar,
    locale: reference.locale,
    timeZone: reference.timeZone,
    deals: dealCount(history),
    changedSince: current.changedSince,
    life: (deal) => lifeOf(current, { deal, upTo: NEVER, knownBy: NEVER - 1 }),
    idOf: (deal) => history.deals.ids[deal]!,
    on: (day, known) => dealsOnDay(current, { day, knownBy: knownBy(day, known) }),
    dealOn: (day, known) => dealReader(current, { day, knownBy: knownBy(day, known) }),
    snapshot: ({ deal }, day, known) =>
      snapshotOf({ ...lifeOf(current, { deal, upTo: day, knownBy: knownBy(day, known) }), closed: undefined }, day),
    ownerToday: (deal) => {
      const row = history.lastRow[deal]!
      return row < 0 ? null : (history.people.ids[versions.owner[row]!] ?? null)
    },
    changeDays: (deal, upTo, known) => [
      ...new Set(openVersions(current, { deal, upTo, knownBy: knownBy(upTo, known) }).map(({ from }) => from)),
    ],
  }
}

function knownBy(day: number, known: Known): number {
  return known === 'then' ? day : (known ?? NEVER - 1)
}
