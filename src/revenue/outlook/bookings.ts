import { type Bookings, bookingsDistribution, type ComingDeals } from '@drumbeat/deal-outlook'
import type { Part } from '#goals/parts.ts'

/** An open deal with its chance of being won within the period. */
export type Scored = {
  id: string
  owner: string | null
  worth: number
  chance: number
  /** Of a shared deal: whose share is how large. */
  shares?: readonly Part<number>[]
}

/** What the outlook of everybody's period is made of, at the end of a day. Money in minor units of the company's currency. */
export type Book = {
  open: readonly Scored[]
  /** Won in the period by that day, by whose deals they were; '' stands for nobody's. */
  closed: ReadonlyMap<string, number>
  coming: ComingDeals
  /** Each owner's share of the deals to come, and how their amounts relate to everybody's. */
  pace: ReadonlyMap<string, { share: number; size: number }>
  ratios: readonly number[]
  spread: number
}

/** What a period will book, in whole minor units: an estimate with its range. */
export type Expected = {
  /** The expected value; those of people sum to that of their team. */
  meanMinor: number
  medianMinor: number
  /** The 80 % range: one in ten periods ends below, one in ten above. */
  loMinor: number
  hiMinor: number
  closedMinor: number
  /** What open deals, and deals not created yet, add to the mean. */
  fromOpenMinor: number
  fromComingMinor: number
  openDeals: number
  /** Open deals without an amount above zero: they add nothing. */
  withoutAmount: number
}

/** The bookings of some owners' deals; of everybody's, and of deals that nobody owns, where no owners are given. */
export function bookingsOf(book: Book, owners: ReadonlySet<string> | null): { bookings: Bookings; expected: Expected } {
  const isIn = (owner: string | null) => owners === null || (owner !== null && owners.has(owner))
  const priced: Scored[] = []
  let [count, counted] = [0, 0]
  for (const deal of book.open) {
    const share = shareIn(deal, isIn)
    if (share > 0 && deal.worth > 0) priced.push(share === 1 ? deal : { ...deal, worth: deal.worth * share })
    if (!isIn(deal.owner)) continue
    count++
    if (deal.worth > 0) counted++
  }
  let closed = 0
  for (const [owner, minor] of book.closed) if (owners === null || owners.has(owner)) closed += minor
  const bookings = bookingsDistribution({
    closed: Math.max(0, closed),
    open: priced.map(({ id, worth, chance }) => ({ id, chance, amount: worth })),
    coming: comingOf(book, owners),
    ratios: book.ratios,
    spread: book.spread,
  })
  // Closed money below zero (credit notes) is no part of a distribution of bookings; it moves all of it.
  const shift = Math.min(0, closed)
  const at = (value: number) => Math.round(value + shift)
  const part = (kind: 'open' | 'coming') =>
    bookings.parts.reduce((sum, each) => sum + (each.kind === kind ? each.value : 0), 0)
  const expected = {
    meanMinor: at(bookings.mean),
    medianMinor: at(bookings.quantile(0.5)),
    loMinor: at(bookings.quantile(0.1)),
    hiMinor: at(bookings.quantile(0.9)),
    closedMinor: closed,
    fromOpenMinor: Math.round(part('open')),
    fromComingMinor: Math.round(part('coming')),
    openDeals: count,
    withoutAmount: count - counted,
  }
  return { bookings, expected }
}

/** How much of a deal is theirs: all or nothing, or of a shared one the shares of those among them. */
function shareIn({ owner, shares }: Scored, isIn: (owner: string | null) => boolean): number {
  if (!shares) return isIn(owner) ? 1 : 0
  const share = shares.reduce((sum, each) => (isIn(each.owner) ? sum + each.part : sum), 0)
  return share > 1 - 1e-9 ? 1 : share
}

/** The share of the coming deals that these owners will bring, at the size of their deals. */
function comingOf({ coming, pace }: Book, owners: ReadonlySet<string> | null): ComingDeals {
  if (owners === null) return coming
  let [share, sized] = [0, 0]
  for (const [owner, each] of pace) {
    if (!owners.has(owner)) continue
    share += each.share
    sized += each.share * each.size
  }
  const factor = share > 0 ? sized / share : 1
  return {
    expected: coming.expected * share,
    size: coming.size,
    amounts: factor === 1 ? coming.amounts : coming.amounts.map((amount) => amount * factor),
  }
}
