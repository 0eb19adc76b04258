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

/** What amounts are worth to some people: of a shared deal their part, of any other all of it. */
export function worthTo(
  isTheirs: IsTheirs,
  { history, shared, whole }: { history: DealHistory; shared: Shared; whole: Worth },
): Worth {
  if (shared.size === 0) return whole
  const { owner } = history.versions
  const ofRow = new Map<number, readonly Split[]>()
  for (const [deal, splits] of shared) {
    for (let at = 0; at < history.count[deal]!; at++) ofRow.set(history.first[deal]! + at, splits)
  }
  return (row, day) => {
    const worth = whole(row, day)
    const splits = ofRow.get(row)
    if (!splits || Number.isNaN(worth)) return worth
    return partOfWorth(worth, { owner: history.people.ids[owner[row]!] ?? null, splits }, isTheirs)
  }
}

/** The people who have part in a deal: its owner, or nobody, first. */
export function holdersOf(owner: string | null, splits: readonly Split[]): (string | null)[] {
  return [owner, ...splits.map(({ personId }) => personId).filter((id) => id !== owner)]
}
