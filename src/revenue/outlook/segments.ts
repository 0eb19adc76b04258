import type { ComingDeals } from '@drumbeat/deal-outlook'
import { partsOfWorth } from '#goals/parts.ts'
import type { Segmentation } from '#pipeline/segments.sql.ts'
import {
  addedBy,
  among,
  comingOf,
  type Expected,
  expectedOf,
  type Gathered,
  gather,
  nothing,
  type Owners,
} from './bookings.ts'
import type { DayOutlook } from './day-outlook.sql.ts'
import { comingBySegment } from './segments-to-come.ts'

/** What a period will book of one segment, or of the deals not created yet where these are in none. */
export type SegmentOutlook = { keys: string[]; labels: string[]; isToCome: boolean; outlook: Expected }

type Place = { keys: string[]; gathered: Gathered; coming: ComingDeals | null }

/**
 * The bookings of some owners' deals, told apart: each segment's own distribution. Expected values, what is won, and what open
 * deals and deals to come add sum to those of the whole, to the minor unit; ranges do not.
 */
export function outlookBySegment(onDay: DayOutlook, owners: Owners, segmentation: Segmentation): SegmentOutlook[] {
  const places = gathered(onDay, owners, segmentation)
  const toCome = comingBySegment(onDay, owners, segmentation)
  for (const { keys, coming } of toCome ?? []) placed(places, keys).coming = coming
  segmentation.refuseTooMany(places.size)
  const labelled = [...places.values()]
    .map((place) => ({ ...place, labels: segmentation.labelsOf(place.keys), isToCome: false }))
    .sort((a, b) => (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1))
  const whole = comingOf(onDay.book, owners)
  const apart = {
    keys: [],
    labels: ['Not created yet, in no segment'],
    gathered: nothing(),
    isToCome: true,
    coming: whole,
  }
  const rows = toCome || whole.expected === 0 ? labelled : [...labelled, apart]
  return summing(
    rows.map(({ gathered, coming, ...told }) => ({
      ...told,
      ...expectedOf(onDay.book, gathered, coming ?? none(whole)),
    })),
    onDay.of(owners).expected,
  )
}

/** Rounds what each row adds so that the rows sum to the whole. */
function summing(
  rows: (Omit<SegmentOutlook, 'outlook'> & ReturnType<typeof expectedOf>)[],
  whole: Expected,
): SegmentOutlook[] {
  const parted = (kind: 'open' | 'coming', sum: number) => {
    return toTheUnit(
      rows.map(({ bookings }) => addedBy(bookings, kind)),
      sum,
    )
  }
  const [open, coming] = [parted('open', whole.fromOpenMinor), parted('coming', whole.fromComingMinor)]
  return rows.map(({ bookings: _, expected, ...told }, at) => {
    const [fromOpenMinor, fromComingMinor] = [open[at]!, coming[at]!]
    const meanMinor = expected.closedMinor + fromOpenMinor + fromComingMinor
    return { ...told, outlook: { ...expected, meanMinor, fromOpenMinor, fromComingMinor } }
  })
}

/** Each part is the difference of two rounded running sums; the last takes what is left of the whole. */
export function toTheUnit(values: readonly number[], whole: number): number[] {
  const last = values.findLastIndex((value) => value !== 0)
  let [sum, given] = [0, 0]
  return values.map((value, at) => {
    if (at > last) return 0
    sum += value
    const before = given
    given = at === last ? whole : Math.round(sum)
    return given - before
  })
}

/** Open and won deals by the segment in which they count; of shared ones the parts of the people there, of those with products the ones there. */
function gathered({ book, days, splits }: DayOutlook, owners: Owners, segmentation: Segmentation): Map<string, Place> {
  const places = new Map<string, Place>()
  const isIn = among(owners)
  for (const deal of book.open) {
    for (const { keys, people, part: ofItems } of segmentation.placesOf(deal.id)) {
      const isTheirs = (owner: string | null) => isIn(owner) && (people === null || people.has(owner))
      if (![deal, ...(deal.shares ?? [])].some(({ owner }) => isTheirs(owner))) continue
      gather(placed(places, keys).gathered, ofItems ? { ...deal, worth: ofItems(deal.worth) } : deal, isTheirs)
    }
  }
  for (const { id, owner, worth } of days.won) {
    const shared = splits.get(id)
    const parts = shared ? partsOfWorth(worth, { owner, splits: shared }) : [{ owner, part: worth }]
    for (const { keys, people, part: ofItems } of segmentation.placesOf(id)) {
      const theirs = parts.filter((each) => isIn(each.owner) && (people === null || people.has(each.owner)))
      for (const { part } of theirs) placed(places, keys).gathered.closedMinor += ofItems ? ofItems(part) : part
    }
  }
  return places
}

function placed(places: Map<string, Place>, keys: string[]): Place {
  const key = keys.join('\u0000')
  const place = places.get(key) ?? { keys, gathered: nothing(), coming: null }
  places.set(key, place)
  return place
}

function none(whole: ComingDeals): ComingDeals {
  return { ...whole, expected: 0 }
}
