import { add, formatDay, type Grain, parseDay, periodOf, startOf } from '@drumbeat/periods'
import { refusal } from '#platform/http/refusal.ts'
import { categories } from '../history/deal-history.ts'
import { type ByCode, present } from '../reference/reference.ts'
import { belongingOn } from '../reference/tree.ts'
import { bandNames } from '../view/bands.ts'
import { type BandName, fieldNamed, type SegmentName, segmentNamed, usualBands } from '../view/dimension-names.ts'
import type { Question } from '../view/view.ts'

const MOST_PLACES = 50_000

/** Every combination of the segments there are, whether deals are in it or not; of periods, those between the first and last seen. */
export function everyPlace(
  question: Question,
  { by, seen }: { by: readonly SegmentName[]; seen: readonly (readonly string[])[] },
): string[][] {
  const keys = by.map((name, at) => everyKey(question, { name, seen: [...new Set(seen.map((each) => each[at]!))] }))
  const count = keys.reduce((product, some) => product * some.length, 1)
  if (count > MOST_PLACES) throw tooMany(count)
  return keys.reduce<string[][]>((places, some) => places.flatMap((place) => some.map((key) => [...place, key])), [[]])
}

function everyKey(question: Question, { name: asked, seen }: { name: SegmentName; seen: string[] }): string[] {
  const { reference, asOf } = question
  // Other values of a field are those of deals that the reader may not see.
  if (fieldNamed(asked) !== undefined) return seen
  const { name, bounds } = segmentNamed(asked)!
  const ids = (some: ByCode<{ id: string }>) => present(some).map(({ id }) => id)
  const accounts = present(reference.accounts)
  const filled = (some: readonly (string | null)[]) => [...new Set(some.filter((each) => each !== null))]
  const belonging = (dated: typeof reference.lines) => {
    const on = belongingOn(dated, asOf)
    return filled(question.people(asOf).map((id) => on.get(id) ?? null))
  }
  if (Object.hasOwn(usualBands, name) && (name !== 'founded' || bounds)) {
    return bandNames(bounds ?? usualBands[name as BandName])
  }
  switch (name) {
    case 'owner':
      return question.people(asOf)
    case 'manager':
      return belonging(reference.lines)
    case 'team':
      return belonging(reference.members)
    case 'territory':
      return ids(reference.territories)
    case 'family':
      return ids(reference.families)
    case 'item':
      return ids(reference.items)
    case 'account':
      return ids(reference.accounts)
    case 'parent':
      return filled(accounts.map(({ parentId }) => parentId))
    case 'sector':
      return filled(accounts.map(({ industry }) => industry))
    case 'country':
      return filled(accounts.map(({ country }) => country))
    case 'pipeline':
      return ids(reference.pipelines)
    case 'stage':
      return ids(reference.stages)
    case 'category':
      return [...categories]
    case 'outcome':
      return ['open', 'won', 'lost']
    case 'price':
      return ['below list', 'at list', 'above list']
    default:
      return periodKeys(name, { seen, calendar: reference.calendar })
  }
}

const places: Record<string, number> = { 'month-of-quarter': 3, 'quarter-of-year': 4, weekday: 7, 'month-of-year': 12 }

function periodKeys(name: string, { seen, calendar }: { seen: string[]; calendar: Question['reference']['calendar'] }) {
  const by = name.slice(name.indexOf('-') + 1)
  const count = places[by]
  if (count) return Array.from({ length: count }, (_, at) => String(at + 1))
  const days = seen.filter((key) => key !== 'none').map((key) => parseDay(key))
  if (days.length === 0 || days.some((day) => day === undefined)) return seen
  const known = days.filter((day) => day !== undefined)
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const found: string[] = []
  if (by === 'day') for (let day = first; day <= last; day++) found.push(formatDay(day))
  else {
    const grain = by as Grain
    for (let at = periodOf(first, grain, calendar); startOf(at, calendar) <= last; at = add(at, 1)) {
      found.push(formatDay(startOf(at, calendar)))
    }
  }
  return found
}

function tooMany(count: number) {
  return refusal(400, {
    code: 'too-many-segments',
    message: `With those without deals that are ${count} segments; ${MOST_PLACES} at most can be asked for at once.`,
    wayOut: 'Leave empty=true out, or ask by fewer segments.',
  })
}
