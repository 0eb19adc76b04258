import { notYet, type Snapshot } from '@drumbeat/deal-outlook'
import type { DealLives, DealOnDay } from '#pipeline/lives.sql.ts'
import type { Span } from './chances.ts'
import type { Begun } from './pace.ts'

/** An open deal that is not left out of the forecast, as it stood at the end of the day. */
export type OpenEntry = {
  deal: number
  id: string
  owner: string | null
  worth: number
  snapshot: Snapshot
  /** The reader sees the deal itself, not only a part of its amount that is theirs or their people's. */
  isSeen: boolean
}
/** A deal won in the period by that day. */
export type WonEntry = { deal: number; id: string; owner: string | null; worth: number }

/** What is known at the end of a day, before any score; entries in the order of their deals. */
export type DayBook = {
  span: Span
  open: readonly OpenEntry[]
  won: readonly WonEntry[]
  begun: Begun
}

/** Which deals the reader may see, by their owner of today; and which count though they do not, as a part of them is theirs. */
export type Sees = { deal: (deal: number) => boolean; part: (deal: number) => boolean }

/** Gathers what is known at the end of a day of a period. */
export function dayBookOf(lives: DealLives, span: Span, sees: Sees): DayBook {
  const read = entryReader(lives, span, sees)
  const begun = room(lives.deals)
  const places = new Map<string, number>()
  const [open, won]: [OpenEntry[], WonEntry[]] = [[], []]
  for (let deal = 0; deal < lives.deals; deal++) {
    const entry = read(deal)
    if (entry.open) open.push(entry.open)
    if (entry.won) won.push(entry.won)
    if (entry.known) begin(begun, entry.known, { day: span.day, place: placeOf(begun, entry.known.owner, places) })
  }
  return { span, open, won, begun }
}

/** The book after a few deals changed; the very same one where none of them stood otherwise on its day. */
export function dayBookAfter(
  before: DayBook,
  lives: DealLives,
  { deals, sees }: { deals: readonly number[]; sees: Sees },
): DayBook {
  const { span, begun } = before
  const read = entryReader(lives, span, sees)
  const entries = deals.map((deal) => ({ deal, ...read(deal) }))
  const news = entries.filter((entry) => !isSame(before, entry))
  if (news.length === 0) return before
  const all = begun.createdOn.length < lives.deals ? longer(begun, lives.deals) : begun
  const places = new Map(all.owners.map((owner, place) => [owner, place]))
  for (const { deal, known } of news) {
    all.createdOn[deal] = notYet
    if (known) begin(all, known, { day: span.day, place: placeOf(all, known.owner, places) })
  }
  const changed = new Set(news.map(({ deal }) => deal))
  return {
    span,
    open: patched(
      before.open,
      changed,
      news.flatMap(({ open }) => open ?? []),
    ),
    won: patched(
      before.won,
      changed,
      news.flatMap(({ won }) => won ?? []),
    ),
    begun: all,
  }
}

type Entry = { known: DealOnDay | null; open: OpenEntry | null; won: WonEntry | null }

function entryReader(lives: DealLives, span: Span, sees: Sees): (deal: number) => Entry {
  const dealOn = lives.dealOn(span.day, span.known)
  return (deal) => {
    const isSeen = sees.deal(deal)
    const known = isSeen || sees.part(deal) ? dealOn(deal) : null
    if (!known) return { known, open: null, won: null }
    const { id, owner, worth } = known
    const open = isForecast(known)
      ? { deal, id, owner, worth, snapshot: lives.snapshot(known, span.day, span.known), isSeen }
      : null
    const won = isWonIn(known, span) ? { deal, id, owner, worth: Number.isNaN(worth) ? 0 : worth } : null
    return { known, open, won }
  }
}

function isSame(before: DayBook, entry: Entry & { deal: number }): boolean {
  const { begun, span } = before
  const { deal, known } = entry
  const [open, won] = [entryOf(before.open, deal), entryOf(before.won, deal)]
  if (JSON.stringify([open, won]) !== JSON.stringify([entry.open ?? undefined, entry.won ?? undefined])) return false
  if (deal >= begun.createdOn.length || begun.createdOn[deal] === notYet) return known === null
  if (known === null) return false
  const one = room(1)
  begin(one, { ...known, deal: 0 }, { day: span.day, place: begun.owner[deal]! })
  return (
    (begun.owners[begun.owner[deal]!] ?? null) === known.owner &&
    (['createdOn', 'closedOn', 'won', 'amount'] as const).every((column) => begun[column][deal] === one[column][0])
  )
}

/** The entry of a deal, found by halves. */
function entryOf<Each extends { deal: number }>(entries: readonly Each[], deal: number): Each | undefined {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.deal < deal) low = middle + 1
    else high = middle
  }
  return entries[low]?.deal === deal ? entries[low] : undefined
}

function patched<Each extends { deal: number }>(
  entries: readonly Each[],
  changed: ReadonlySet<number>,
  news: readonly Each[],
): Each[] {
  const kept = entries.filter(({ deal }) => !changed.has(deal))
  return news.length === 0 ? kept : [...kept, ...news].sort((a, b) => a.deal - b.deal)
}

/** Open deals that are not left out of the forecast. */
function isForecast({ outcome, category }: DealOnDay): boolean {
  return outcome === 'open' && category !== 'omitted'
}

/** Won in the period by the day looked at; without an amount or a rate they count 0. */
function isWonIn({ outcome, closedOn }: DealOnDay, { day, from, to }: Span): boolean {
  return outcome === 'won' && closedOn !== null && closedOn >= from && closedOn < to && closedOn <= day
}

function room(deals: number): Begun & { owners: string[] } {
  return {
    createdOn: new Int32Array(deals).fill(notYet),
    closedOn: new Int32Array(deals).fill(notYet),
    won: new Uint8Array(deals),
    amount: new Float64Array(deals),
    owner: new Int32Array(deals).fill(-1),
    owners: [],
  }
}

function longer(begun: Begun, deals: number): Begun {
  const longer = room(Math.ceil(deals * 1.05))
  for (const column of ['createdOn', 'closedOn', 'won', 'amount', 'owner'] as const) longer[column].set(begun[column])
  return { ...longer, owners: begun.owners }
}

function placeOf(begun: Begun, owner: string | null, places: Map<string, number>): number {
  if (owner === null) return -1
  const known = places.get(owner)
  if (known !== undefined) return known
  places.set(owner, begun.owners.length)
  return begun.owners.push(owner) - 1
}

function begin(
  into: Begun,
  { deal, outcome, createdOn, closedOn, worth }: DealOnDay,
  { day, place }: { day: number; place: number },
): void {
  const isOver = outcome !== 'open' && closedOn !== null && closedOn <= day
  into.createdOn[deal] = createdOn
  into.closedOn[deal] = isOver ? closedOn : notYet
  into.won[deal] = isOver && outcome === 'won' ? 1 : 0
  into.amount[deal] = Number.isNaN(worth) ? 0 : Math.max(0, worth)
  into.owner[deal] = place
}
