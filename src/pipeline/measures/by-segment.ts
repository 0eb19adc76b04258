import { belongsTo, type DealFacts, type PlainSet } from '../deals/sets.ts'
import type { DimensionName } from '../view/dimension-names.ts'
import { dimensionOn } from '../view/dimensions.ts'
import { groupOf, measure } from './compute.ts'
import type { MeasureName } from './definitions.ts'

export type Segment = { keys: string[]; labels: string[]; values: Record<string, number | null> }

/** Figures for each segment that has deals, in the order of their names; for all deals in view together when no segment is asked. */
export function bySegment(
  facts: DealFacts,
  asked: { by: readonly DimensionName[]; measures: readonly MeasureName[] },
): Segment[] {
  const { segmentOf, keys, labels } = segmented(facts, asked.by)
  const members = membersBySegment(facts, { segmentOf, segments: keys.length })
  const whole = groupOf(facts, (set) => members(set).flat())
  const segments = keys.map((found, at) => {
    const group = groupOf(facts, (set) => members(set)[at]!)
    const values = Object.fromEntries(asked.measures.map((name) => [name, measure(name)(group, whole)]))
    return { keys: found, labels: labels[at]!, values }
  })
  return segments.sort((a, b) => (a.labels.join('\u0000') < b.labels.join('\u0000') ? -1 : 1))
}

/** Numbers the segments, and gives each deal in view the number of its own. */
function segmented(facts: DealFacts, by: readonly DimensionName[]) {
  const { history, reference, asOf } = facts.question
  const dimensions = by.map((name) => dimensionOn(name, { history, reference, day: asOf }))
  const { rows } = facts.stand
  const segmentOf = new Int32Array(rows.length)
  if (dimensions.length === 0) return { segmentOf, keys: [[]], labels: [[]] }
  const numbers = new Map<string, number>()
  const keys: string[][] = []
  const [only] = dimensions.length === 1 ? dimensions : []
  for (let deal = 0; deal < rows.length; deal++) {
    const row = rows[deal]!
    if (row < 0) continue
    const place = only ? only.keyOf(row, deal) : dimensions.map(({ keyOf }) => keyOf(row, deal)).join('\u0000')
    let number = numbers.get(place)
    if (number === undefined) {
      number = keys.push(only ? [place] : place.split('\u0000')) - 1
      numbers.set(place, number)
    }
    segmentOf[deal] = number
  }
  return { segmentOf, keys, labels: keys.map((some) => some.map((key, at) => dimensions[at]!.labelOf(key))) }
}

/** The deals of a set, segment by segment; each set is walked once, when it is first asked for. */
function membersBySegment(
  facts: DealFacts,
  { segmentOf, segments }: { segmentOf: Int32Array; segments: number },
): (set: PlainSet) => number[][] {
  const found = new Map<PlainSet, number[][]>()
  const { rows } = facts.stand
  return (set) => {
    const known = found.get(set)
    if (known) return known
    const members: number[][] = Array.from({ length: segments }, () => [])
    const belongs = belongsTo(facts, set)
    for (let deal = 0; deal < rows.length; deal++) {
      if (rows[deal]! >= 0 && belongs(deal)) members[segmentOf[deal]!]!.push(deal)
    }
    found.set(set, members)
    return members
  }
}
