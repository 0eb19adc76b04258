import { movedAmong, type ShareChange, shareChange } from '../measures/share-change.ts'
import type { Results } from '../schema.ts'

/** A driver of a group in two rounds, and whether it moved by more than chance makes. */
export type Moved = {
  groupId: string
  driver: string
  before: number | null
  now: number | null
  difference: number | null
  margin: number | null
  verdict: 'moved' | 'within noise' | 'not comparable'
  reason: string | null
}

type Compared = Pick<Moved, 'groupId' | 'driver' | 'before' | 'now' | 'reason'> & { change: ShareChange | null }

/**
 * Compares the drivers of a round with the last round that asked them, in groups of the same units. At 5 % for all
 * comparisons of the round together.
 */
export function movedSince(now: Results, before: readonly Results[]): Moved[] {
  const all = now.drivers.flatMap(({ driver, groups }) =>
    groups.map((share) => compared({ now, before, driver, ...share })),
  )
  const tested = all.filter(({ change }) => change !== null)
  const moved = movedAmong(tested.map(({ change }) => change!.p))
  const found = new Set(tested.filter((_, at) => moved[at]))
  return all.map((each) => {
    const { change, ...rest } = each
    if (!change) return { ...rest, difference: null, margin: null, verdict: 'not comparable' }
    const { difference, margin } = change
    return { ...rest, difference, margin, verdict: found.has(each) ? 'moved' : 'within noise' }
  })
}

function compared(of: {
  now: Results
  before: readonly Results[]
  driver: string
  groupId: string
  n: number | null
  favourable: number | null
}): Compared {
  const { now, before, driver, groupId, n, favourable } = of
  const nothing = { groupId, driver, now: favourable, before: null, change: null }
  if (n === null || favourable === null) return { ...nothing, reason: 'Hidden in this round.' }
  const earlier = before.find((results) => results.drivers.some((each) => each.driver === driver))
  const found = earlier && shareIn(earlier, { driver, unitKey: now.groups.find(({ id }) => id === groupId)?.unitKey })
  if (!found) return { ...nothing, reason: 'Not asked before, or in a group of other people.' }
  return {
    groupId,
    driver,
    now: favourable,
    before: found.favourable,
    reason: null,
    change: shareChange(found, { favourable, n }),
  }
}

/** The share of a driver in the group of these units, where it is shown. */
export function shareIn(
  results: Results,
  wanted: { driver: string; unitKey: string | undefined },
): { favourable: number; n: number } | undefined {
  const group = results.groups.find(({ unitKey }) => unitKey === wanted.unitKey)
  const of = results.drivers.find(({ driver }) => driver === wanted.driver)
  const share = of?.groups.find(({ groupId }) => groupId === group?.id)
  return share && share.n !== null && share.favourable !== null
    ? { favourable: share.favourable, n: share.n }
    : undefined
}
