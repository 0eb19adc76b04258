import { type ComingDeals, notYet } from '@drumbeat/deal-outlook'
import type { Segmentation } from '#pipeline/segments.sql.ts'
import { among, comingOf, type Owners } from './bookings.ts'
import type { DayOutlook } from './day-outlook.sql.ts'
import { type Begun, paceDays, paceShares } from './pace.ts'

export type SegmentToCome = { keys: string[]; coming: ComingDeals }

/** Fewer deals created in a year than this do not say of which segments the next will be. */
const enoughCreated = 30

/**
 * The deals not created yet by segment: by whose they will be as the outlook of people has it, else by the segments of the deals
 * created in the last year and the size of those won; null where segments come only on a deal's way, or too few were created.
 */
export function comingBySegment(
  { book, days, lives, span }: DayOutlook,
  owners: Owners,
  segmentation: Segmentation,
): SegmentToCome[] | null {
  const isIn = among(owners)
  const { ofPerson } = segmentation
  if (ofPerson) {
    const theirs = [...book.pace.keys()].filter((owner) => isIn(owner || null))
    const groups = Map.groupBy(theirs, (owner) => ofPerson(owner || null).join('\u0000'))
    return [...groups].map(([key, some]) => ({ keys: key.split('\u0000'), coming: comingOf(book, new Set(some)) }))
  }
  if (!segmentation.isLasting) return null
  const isRecent = (created: number) => created <= span.day && created > span.day - paceDays
  const begun = begunBySegment(days.begun, {
    isIn,
    isRecent,
    segmentOf: (deal) => segmentation.placesOf(lives.idOf(deal))[0]?.keys.join('\u0000'),
  })
  const created = begun.createdOn.filter(isRecent).length
  if (created < enoughCreated) return null
  const { expected, size, amounts } = comingOf(book, owners)
  return [...paceShares(begun, span.day)].map(([key, pace]) => ({
    keys: key.split('\u0000'),
    coming: { expected: expected * pace.share, size, amounts: amounts.map((amount) => amount * pace.size) },
  }))
}

/** Deals of those looked at that tell of the pace, recent or won, by their segment instead of their owner. */
function begunBySegment(
  begun: Begun,
  of: {
    isIn: (owner: string | null) => boolean
    isRecent: (created: number) => boolean
    segmentOf: (deal: number) => string | undefined
  },
): Begun {
  const codes = new Map<string, number>()
  const kept: { deal: number; code: number }[] = []
  for (let deal = 0; deal < begun.createdOn.length; deal++) {
    const counts = begun.won[deal] === 1 || of.isRecent(begun.createdOn[deal]!)
    if (!counts || begun.createdOn[deal] === notYet || !of.isIn(begun.owners[begun.owner[deal]!] ?? null)) continue
    const segment = of.segmentOf(deal)
    if (segment === undefined) continue
    const code = codes.get(segment) ?? codes.size
    codes.set(segment, code)
    kept.push({ deal, code })
  }
  const only = (column: 'createdOn' | 'closedOn') => Int32Array.from(kept, ({ deal }) => begun[column][deal]!)
  return {
    createdOn: only('createdOn'),
    closedOn: only('closedOn'),
    won: Uint8Array.from(kept, ({ deal }) => begun.won[deal]!),
    amount: Float64Array.from(kept, ({ deal }) => begun.amount[deal]!),
    owner: Int32Array.from(kept, ({ code }) => code),
    owners: [...codes.keys()],
  }
}
