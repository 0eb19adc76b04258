import { parseDay } from '@drumbeat/periods'
import { partOfWorth } from '#goals/parts.ts'
import type { Split, SplitSpan } from '#goals/splits-on.sql.ts'
import { type DealHistory, NEVER } from '../history/deal-history.ts'
import type { Worth } from '../reference/worth.ts'

/** Who shares which deals, by the number of the deal. */
export type Shared = ReadonlyMap<number, readonly Split[]>

/** Whether a person, or nobody, is among those a question is about. */
export type IsTheirs = (person: string | null) => boolean

/** Reads who shares deals at the end of a day; days asked for are kept. */
export function sharedOn({ deals }: DealHistory, spans: readonly SplitSpan[]): (day: number) => Shared {
  const dated = spans.flatMap(({ dealId, from, until, ...split }) => {
    const deal = deals.codes.get(dealId)
    return deal === undefined ? [] : [{ deal, split, from: parseDay(from)!, until: until ? parseDay(until)! : NEVER }]
  })
  const days = new Map<number, Shared>()
  return (day) => {
    const known = days.get(day)
    if (known) return known
    const shared = new Map<number, Split[]>()
    for (const { deal, split, from, until } of dated) {
      if (from > day || until <= day) continue
      const splits = shared.get(deal)
      if (splits) splits.push(split)
      else shared.set(deal, [split])
    }
    days.set(day, shared)
    return shared
  }
}

/** The deal of each version of those that are shared at any time. */
export type DealOfRow = ReadonlyMap<number, number>

/** Reads which deal the versions of shared deals belong to. */
export function dealsByRow({ deals, first, count }: DealHistory, spans: readonly SplitSpan[]): DealOfRow {
  const found = new Map<number, number>()
  for (const id of new Set(spans.map(({ dealId }) => dealId))) {
    const deal = deals.codes.get(id)
    if (deal === undefined) continue
    for (let at = 0; at < count[deal]!; at++) found.set(first[deal]! + at, deal)
  }
  return found
}

/** What amounts are worth to some people: of a shared deal their part, of any other all of it. Asked for deal by deal, so it prepares nothing. */
export function worthTo(
  isTheirs: IsTheirs,
  { history, shared, dealOf, whole }: { history: DealHistory; shared: Shared; dealOf: () => DealOfRow; whole: Worth },
): Worth {
  if (shared.size === 0) return whole
  const { owner } = history.versions
  const ofRow = dealOf()
  return (row, day) => {
    const worth = whole(row, day)
    const deal = ofRow.get(row)
    const splits = deal === undefined ? undefined : shared.get(deal)
    if (!splits || Number.isNaN(worth)) return worth
    return partOfWorth(worth, { owner: history.people.ids[owner[row]!] ?? null, splits }, isTheirs)
  }
}

/** The people who have part in a deal: its owner, or nobody, first. */
export function holdersOf(owner: string | null, splits: readonly Split[]): (string | null)[] {
  return [owner, ...splits.map(({ personId }) => personId).filter((id) => id !== owner)]
}
