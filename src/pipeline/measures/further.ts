/** Values that follow from a figure of one segment and those of the others. */
export const further = {
  share: 'Value / the value of all deals in view together',
  'share-within': 'Value / the value of all deals of the same first segment',
  rank: 'Place by value, the largest first; equal ones share a place',
  before: 'Value of the segment before, such as the month before',
  change: 'Value - that of the segment before',
  growth: 'Value / that of the segment before, less 1',
  running: 'Sum of the values up to this segment',
  'running-share': 'Sum up to this segment / sum of all of them',
  'average-3': 'Mean of the values of this and the two segments before',
} as const
export type FurtherName = keyof typeof further
export const furtherNames = Object.keys(further) as [FurtherName, ...FurtherName[]]

type Values = Record<string, number | null>
type Placed = { keys: readonly string[]; values: Values }

/** What is known of a figure beside the segments: of all deals, and of those of each first segment. */
export type Wholes = { whole: Values; firsts: ReadonlyMap<string, Values> }

/** Adds the further values, named `figure:further`; those along a series follow the order of the last segment's keys. */
export function addFurther(
  segments: readonly Placed[],
  asked: { measures: readonly string[]; also: readonly FurtherName[] } & Wholes,
): void {
  const series = seriesOf(segments)
  for (const measure of asked.measures) {
    for (const name of asked.also) {
      const read = readers[name]({ measure, segments, series, whole: asked.whole, firsts: asked.firsts })
      const found = segments.map(read)
      for (const [at, segment] of segments.entries()) segment.values[`${measure}:${name}`] = found[at]!
    }
  }
}

type Series = { all: readonly Placed[]; at: number }
type Reading = Wholes & { measure: string; segments: readonly Placed[]; series: ReadonlyMap<Placed, Series> }

const readers: Record<FurtherName, (reading: Reading) => (segment: Placed) => number | null> = {
  share:
    ({ measure, whole }) =>
    ({ values }) =>
      ratio(values[measure]!, whole[measure]!),
  'share-within':
    ({ measure, firsts }) =>
    ({ keys, values }) =>
      ratio(values[measure]!, firsts.get(keys[0] ?? '')?.[measure] ?? null),
  rank: ({ measure, segments }) => {
    const places = new Map<number, number>()
    const sorted = segments.flatMap(({ values }) => values[measure] ?? []).sort((a, b) => b - a)
    for (const [at, value] of sorted.entries()) if (!places.has(value)) places.set(value, at + 1)
    return ({ values }) => (values[measure] === null ? null : places.get(values[measure]!)!)
  },
  before: (reading) => (segment) => before(reading, segment),
  change: (reading) => (segment) => {
    const [value, earlier] = [segment.values[reading.measure]!, before(reading, segment)]
    return value === null || earlier === null ? null : value - earlier
  },
  growth: (reading) => (segment) => {
    const change = ratio(segment.values[reading.measure]!, before(reading, segment))
    return change === null ? null : change - 1
  },
  running: (reading) => (segment) => sumOf(upTo(reading, segment), reading.measure),
  'running-share': (reading) => (segment) =>
    ratio(sumOf(upTo(reading, segment), reading.measure), sumOf(reading.series.get(segment)!.all, reading.measure)),
  'average-3': (reading) => (segment) => {
    const last = upTo(reading, segment).slice(-3)
    const values = last.flatMap(({ values }) => values[reading.measure] ?? [])
    return last.length < 3 || values.length < 3 ? null : values.reduce((sum, value) => sum + value, 0) / 3
  },
}

function before({ measure, series }: Reading, segment: Placed): number | null {
  const { all, at } = series.get(segment)!
  return all[at - 1]?.values[measure] ?? null
}

function upTo({ series }: Reading, segment: Placed): Placed[] {
  const { all, at } = series.get(segment)!
  return all.slice(0, at + 1)
}

function sumOf(segments: readonly Placed[], measure: string): number {
  return segments.reduce((sum, { values }) => sum + (values[measure] ?? 0), 0)
}

function ratio(top: number | null, bottom: number | null): number | null {
  return top === null || !bottom ? null : top / bottom
}

/** Each segment's series: those that differ from it in the last segment only, in order; what is not filled comes last. */
function seriesOf(segments: readonly Placed[]): Map<Placed, Series> {
  const found = new Map<Placed, Series>()
  for (const some of Map.groupBy(segments, ({ keys }) => keys.slice(0, -1).join('\u0000')).values()) {
    const all = some.toSorted((a, b) => inOrder(a.keys.at(-1) ?? '', b.keys.at(-1) ?? ''))
    for (const [at, segment] of all.entries()) found.set(segment, { all, at })
  }
  return found
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0
  if (a === 'none' || b === 'none') return a === 'none' ? 1 : -1
  const [left, right] = [Number(a), Number(b)]
  return Number.isNaN(left) || Number.isNaN(right) ? (a < b ? -1 : 1) : left - right
}
