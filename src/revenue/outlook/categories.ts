import { partsOfWorth } from '#goals/parts.ts'
import type { Split } from '#goals/splits-on.sql.ts'
import type { DealOnDay } from '#pipeline/lives.sql.ts'
import type { DealPlace, Segmentation } from '#pipeline/segments.sql.ts'
import { among, type Owners } from './bookings.ts'
import type { Span } from './chances.ts'
import type { Categories } from './contract.ts'

type Into = Exclude<keyof Categories, 'withoutAmount'>

/** A deal of the period, with what it counts as and who shares it. */
export type DueDeal = Pick<DealOnDay, 'id' | 'owner' | 'worth'> & { into: Into; splits: readonly Split[] | undefined }

/** What a deal counts as in a period: won in it by that day, or open and due in it; an open deal of the category closed is committed. */
export function dueIn({ outcome, category, closedOn, expectedClose }: DealOnDay, { day, from, to }: Span): Into | null {
  const isIn = (on: number | null) => on !== null && on >= from && on < to
  if (outcome === 'won') return isIn(closedOn) && closedOn! <= day ? 'closed' : null
  if (outcome !== 'open' || !isIn(expectedClose)) return null
  return category === 'closed' ? 'commit' : category
}

/** The sums of some owners' deals by category. */
export function sumsOf(deals: readonly DueDeal[], owners: Owners): Categories {
  const sums = nothing()
  for (const deal of deals) add(sums, deal, among(owners))
  return sums
}

/** The same told apart, by the labels of the segments; they sum to those of all. */
export function categoriesOf(
  deals: readonly DueDeal[],
  owners: Owners,
  { placesOf, labelsOf }: Pick<Segmentation, 'placesOf' | 'labelsOf'>,
): (Categories & { keys: string[]; labels: string[] })[] {
  const isIn = among(owners)
  const places = new Map<string, { keys: string[]; sums: Categories }>()
  for (const deal of deals) {
    for (const { keys, people, part } of placesOf(deal.id)) {
      const key = keys.join('\u0000')
      const place = places.get(key) ?? { keys, sums: nothing() }
      if (add(place.sums, deal, thereIn(people, isIn), part)) places.set(key, place)
    }
  }
  return [...places.values()]
    .map(({ keys, sums }) => ({ keys, labels: labelsOf(keys), ...sums }))
    .sort((a, b) => (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1))
}

type IsTheirs = (owner: string | null) => boolean

function thereIn(people: DealPlace['people'], isIn: IsTheirs): IsTheirs {
  return (owner) => isIn(owner) && (people === null || people.has(owner))
}

/** Adds what of a deal is theirs, and of that what is of the items here; false where nothing is. */
function add(
  sums: Categories,
  { owner, worth, into, splits }: DueDeal,
  isTheirs: IsTheirs,
  ofItems: DealPlace['part'] = null,
): boolean {
  const parts = splits ? partsOfWorth(Number.isNaN(worth) ? 0 : worth, { owner, splits }) : [{ owner, part: worth }]
  const theirs = parts.filter((each) => isTheirs(each.owner))
  for (const { part } of theirs) {
    const here = ofItems ? ofItems(part) : part
    sums[into].amountMinor += Number.isNaN(here) ? 0 : here
  }
  if (isTheirs(owner)) {
    sums[into].deals++
    if (Number.isNaN(worth)) sums.withoutAmount++
  }
  return theirs.length > 0
}

function nothing(): Categories {
  const none = () => ({ deals: 0, amountMinor: 0 })
  return { closed: none(), commit: none(), 'best case': none(), pipeline: none(), omitted: none(), withoutAmount: 0 }
}
