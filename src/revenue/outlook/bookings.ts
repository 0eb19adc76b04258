import { type Bookings, bookingsDistribution, type ComingDeals, type OpenDeal } from '@drumbeat/deal-outlook'
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
  /** The expected value, the sum of its three parts; those of people sum to that of their team. */
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

/** Whose deals are looked at: these owners', or where null everybody's and those of nobody. */
export type Owners = ReadonlySet<string> | null

/** The bookings of some owners' deals. */
export function bookingsOf(book: Book, owners: Owners): { bookings: Bookings; expected: Expected } {
  const isIn = among(owners)
  const gathered = nothing()
  for (const deal of book.open) gather(gathered, deal, isIn)
  for (const [owner, minor] of book.closed) if (owners === null || owners.has(owner)) gathered.closedMinor += minor
  return expectedOf(book, gathered, comingOf(book, owners))
}

/** What is added up of deals before their bookings are told. */
export type Gathered = { open: OpenDeal[]; closedMinor: number; openDeals: number; withoutAmount: number }

export function nothing(): Gathered {
  return { open: [], closedMinor: 0, openDeals: 0, withoutAmount: 0 }
}

/** Whether an owner, or nobody, is among those looked at. */
export function among(owners: Owners): (owner: string | null) => boolean {
  return (owner) => owners === null || (owner !== null && owners.has(owner))
}

/** Adds what of an open deal is theirs. */
export function gather(into: Gathered, deal: Scored, isIn: (owner: string | null) => boolean): void {
  const { id, chance, worth, owner } = deal
  const share = shareIn(deal, isIn)
  if (share > 0 && worth > 0) into.open.push({ id, chance, amount: share === 1 ? worth : worth * share })
  if (!isIn(owner)) return
  into.openDeals++
  if (!(worth > 0)) into.withoutAmount++
}

/** The bookings of what was gathered, and of deals to come. */
export function expectedOf(
  { ratios, spread }: Pick<Book, 'ratios' | 'spread'>,
  { open, closedMinor: closed, openDeals, withoutAmount }: Gathered,
  coming: ComingDeals,
): { bookings: Bookings; expected: Expected } {
  const bookings = bookingsDistribution({ closed: Math.max(0, closed), open, coming, ratios, spread })
  // Closed money below zero (credit notes) is no part of a distribution of bookings; it moves all of it.
  const shift = Math.min(0, closed)
  const at = (value: number) => Math.round(value + shift)
  const [fromOpenMinor, fromComingMinor] = [
    Math.round(addedBy(bookings, 'open')),
    Math.round(addedBy(bookings, 'coming')),
  ]
  const expected = {
    meanMinor: closed + fromOpenMinor + fromComingMinor,
    medianMinor: at(bookings.quantile(0.5)),
    loMinor: at(bookings.quantile(0.1)),
    hiMinor: at(bookings.quantile(0.9)),
    closedMinor: closed,
    fromOpenMinor,
    fromComingMinor,
    openDeals,
    withoutAmount,
  }
  return { bookings, expected }
}

/** What open deals, or deals to come, add to the mean, unrounded. */
export function addedBy({ parts }: Bookings, kind: 'open' | 'coming'): number {
  return parts.reduce((sum, each) => sum + (each.kind === kind ? each.value : 0), 0)
}

/** How much of a deal is theirs: all or nothing, or of a shared one the shares of those among them. */
function shareIn({ owner, shares }: Scored, isIn: (owner: string | null) => boolean): number {
  if (!shares) return isIn(owner) ? 1 : 0
  const share = shares.reduce((sum, each) => (isIn(each.owner) ? sum + each.part : sum), 0)
  return share > 1 - 1e-9 ? 1 : share
}

/** The share of the coming deals that these owners will bring, at the size of their deals. */
export function comingOf({ coming, pace }: Pick<Book, 'coming' | 'pace'>, owners: Owners): ComingDeals {
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
