import { belongsTo, type DealFacts, type PlainSet } from '../deals/sets.ts'
import { NONE } from '../history/deal-history.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import type { Dimension } from '../view/dimensions.ts'
import { type DealPlace, placesOf } from '../view/places.ts'
import { type Group, groupOf, measure } from './compute.ts'
import { everyPlace } from './every-place.ts'
import { addFurther, type FurtherName } from './further.ts'
import { deviation, largest, mean, quantile, smallest, sum } from './statistics.ts'

type Values = Record<string, number | null>
export type Segment = { keys: string[]; labels: string[]; values: Values }
export type Across = Record<
  'average' | 'median' | 'p25' | 'p75' | 'smallest' | 'largest' | 'deviation',
  number | null
> & {
  segments: number
  sum: number
}

export type AskedFigures = {
  by: readonly SegmentName[]
  measures: readonly string[]
  also?: readonly FurtherName[] | undefined
  /** `won-amount:desc`. */
  sort?: string | undefined
  top?: number | undefined
  /** Also segments that no deal in view is in. */
  empty?: boolean | undefined
}

export type Answer = { segments: Segment[]; count: number; whole: Values; across: Record<string, Across> }

/** Figures for each segment that has deals; for all deals in view together when no segment is asked. */
export function bySegment(facts: DealFacts, asked: AskedFigures): Segment[] {
  return figuresOf(facts, asked).segments
}

/** Figures per segment, of all deals in view together, and how the values of the segments lie. */
export function figuresOf(facts: DealFacts, asked: AskedFigures): Answer {
  const { measures, also = [] } = asked
  const { segmentOf, places, shared } = segmented(facts, asked)
  const members = membersBySegment(facts, { segmentOf, segments: places.length, shared })
  const whole = groupOf(facts, wholeSets(members))
  const valuesOf = (group: Group, names: readonly string[]): Values =>
    Object.fromEntries(names.map((name) => [name, measure(name)(group, whole)]))
  const segments = places.map(({ keys, labels }, at) => ({
    keys,
    labels,
    values: valuesOf(
      groupOf(within(facts, shared, [at]), (set) => members(set)[at]!),
      measures,
    ),
  }))
  const all = segments.length === 1 ? { ...segments[0]!.values } : valuesOf(whole, measures)
  if (also.length > 0) {
    const numbers = also.includes('share-within') ? segments.map((_, at) => at) : []
    const firsts = [...Map.groupBy(numbers, (at) => segments[at]!.keys[0] ?? '')].map(
      ([key, some]): [string, Values] => [
        key,
        valuesOf(
          groupOf(within(facts, shared, some), (set) => eachOnce(some.flatMap((at) => members(set)[at]!))),
          measures,
        ),
      ],
    )
    addFurther(segments, { measures, also, whole: all, firsts: new Map(firsts) })
  }
  const sorted = segments.sort(orderOf(asked.sort))
  const across = Object.fromEntries(
    measures.map((name) => [name, acrossOf(segments.map(({ values }) => values[name]!))]),
  )
  return { segments: asked.top ? sorted.slice(0, asked.top) : sorted, count: segments.length, whole: all, across }
}

/** The deals of each set in all segments together, gathered once. */
function wholeSets(members: (set: PlainSet) => number[][]): (set: PlainSet) => number[] {
  const found = new Map<PlainSet, number[]>()
  return (set) => {
    const known = found.get(set)
    if (known) return known
    const all = members(set)
    const whole = all.length === 1 ? all[0]! : eachOnce(all.flat())
    found.set(set, whole)
    return whole
  }
}

/** A deal that several segments share counts once in their sum. */
function eachOnce(deals: number[]): number[] {
  return [...new Set(deals)]
}

/** By the names of the segments, or by a figure with what has none last. */
function orderOf(sort: string | undefined): (a: Segment, b: Segment) => number {
  if (sort === undefined) return (a, b) => (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1)
  const at = sort.lastIndexOf(':')
  const [name, sign] = [sort.slice(0, at), sort.slice(at + 1) === 'asc' ? 1 : -1]
  return (a, b) => {
    const [left, right] = [a.values[name] ?? null, b.values[name] ?? null]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return sign * (left - right) || (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1)
  }
}

function acrossOf(all: readonly (number | null)[]): Across {
  const values = all.filter((value) => value !== null)
  return {
    segments: values.length,
    sum: sum(values),
    average: mean(values),
    ...{ median: quantile(values, 0.5), p25: quantile(values, 0.25), p75: quantile(values, 0.75) },
    ...{ smallest: smallest(values), largest: largest(values), deviation: deviation(values) },
  }
}

type Place = { keys: string[]; labels: string[] }

/** The number that stands for several segments. */
const SEVERAL = -2

/** Deals in several segments: for each the numbers of those, with what of it counts there. */
type SharedDeals = ReadonlyMap<number, ReadonlyMap<number, DealPlace>>

/** What deals are worth in some segments: of those in several, the parts that count in these. */
function within(facts: DealFacts, shared: SharedDeals, segments: readonly number[]): DealFacts {
  if (shared.size === 0) return facts
  type Worths = Pick<DealFacts, 'worth' | 'firstWorth'>
  const known = new Map<number, Worths[]>()
  const parts = (deal: number) => {
    const places = shared.get(deal)
    if (!places) return undefined
    const found = known.get(deal) ?? segments.flatMap((at) => (places.has(at) ? [facts.worthAt(places.get(at)!)] : []))
    known.set(deal, found)
    return found
  }
  const summed = (deal: number, of: keyof Worths) =>
    parts(deal)?.reduce((sum, each) => sum + each[of](deal), 0) ?? facts[of](deal)
  return { ...facts, worth: (deal) => summed(deal, 'worth'), firstWorth: (deal) => summed(deal, 'firstWorth') }
}

/** Numbers the segments, and gives each deal in view the number of its own. */
function segmented(
  facts: DealFacts,
  { by, empty }: AskedFigures,
): { segmentOf: Int32Array; places: Place[]; shared: SharedDeals } {
  const dimensions = by.map(facts.segment)
  const { rows } = facts.stand
  const segmentOf = new Int32Array(rows.length).fill(NONE)
  const shared = new Map<number, Map<number, DealPlace>>()
  if (dimensions.length === 0) return { segmentOf: segmentOf.fill(0), places: [{ keys: [], labels: [] }], shared }
  const numbers = new Map<string, number>()
  const keys: string[][] = []
  const [only] = dimensions.length === 1 ? dimensions : []
  const numberOf = (place: string) => {
    let number = numbers.get(place)
    if (number === undefined) {
      number = keys.push(only ? [place] : place.split('\u0000')) - 1
      numbers.set(place, number)
    }
    return number
  }
  const keyed = only ? keyReader(only, numberOf) : undefined
  const several = inSeveral(facts, dimensions)
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row < 0 || several.has(deal)) continue
    segmentOf[deal] = keyed
      ? keyed(row, deal)
      : numberOf(dimensions.map(({ keyOf }) => keyOf(row, deal)).join('\u0000'))
  }
  const among = placesOf(facts, dimensions)
  for (const deal of several) {
    if (deal >= rows.length || rows[deal]! < 0) continue
    const found = among(deal).map((place): [number, DealPlace] => [numberOf(place.keys.join('\u0000')), place])
    segmentOf[deal] = found.length === 1 ? found[0]![0] : SEVERAL
    if (found.length !== 1) shared.set(deal, new Map(found))
  }
  if (empty) for (const place of everyPlace(facts.question, { by, seen: keys })) numberOf(place.join('\u0000'))
  return {
    segmentOf,
    places: keys.map((some) => ({ keys: some, labels: some.map((key, at) => dimensions[at]!.labelOf(key)) })),
    shared,
  }
}

/** The deals that may count in several segments: shared ones where people are told apart, those with products where items are. */
function inSeveral({ question }: DealFacts, dimensions: readonly Dimension[]): ReadonlySet<number> {
  const byPerson = dimensions.some(({ ofPerson }) => ofPerson) ? [...question.sharedOn(question.asOf).keys()] : []
  const byItem = dimensions.some(({ ofItem }) => ofItem) ? [...question.productsOn(question.asOf).keys()] : []
  return new Set([...byPerson, ...byItem])
}

/** Numbers the segment of a version; where its key follows from a code, each code is looked up once. */
function keyReader(
  { keyOf, coded }: Dimension,
  numberOf: (key: string) => number,
): (row: number, deal: number) => number {
  if (!coded) return (row, deal) => numberOf(keyOf(row, deal))
  const { column, table } = coded
  // The place before the first is for versions without the thing.
  const numbers = new Int32Array(table.length + 1).fill(NONE)
  return (row) => {
    const code = column[row]!
    const known = numbers[code + 1]!
    if (known !== NONE) return known
    const number = numberOf(table[code] ?? 'none')
    numbers[code + 1] = number
    return number
  }
}

/** The deals of a set, segment by segment; each set is walked once, when it is first asked for. */
function membersBySegment(
  facts: DealFacts,
  { segmentOf, segments, shared }: { segmentOf: Int32Array; segments: number; shared: SharedDeals },
): (set: PlainSet) => number[][] {
  const found = new Map<PlainSet, number[][]>()
  const { rows } = facts.stand
  return (set) => {
    const known = found.get(set)
    if (known) return known
    const members: number[][] = Array.from({ length: segments }, () => [])
    const belongs = belongsTo(facts, set)
    for (let deal = 0; deal < rows.length; deal++) {
      if (rows[deal]! < 0 || !belongs(deal)) continue
      if (segmentOf[deal] !== SEVERAL) members[segmentOf[deal]!]!.push(deal)
      else for (const at of shared.get(deal)!.keys()) members[at]!.push(deal)
    }
    found.set(set, members)
    return members
  }
}
