import { keyOf, type Node, seriesName } from './node.ts'
import type { Standing } from './schema.ts'

/** What one item sold in one territory, by period index; periods without order lines are not listed. */
export type Leaf = {
  itemId: string
  territoryId: string | null
  at: readonly number[]
  values: readonly number[]
}

/** What promotions added to one item in one territory, by period index, and what would have been expected of them. */
export type Lifted = {
  itemId: string
  territoryId: string | null
  at: readonly number[]
  lifts: readonly number[]
  planned: readonly number[]
}

/** What is known of an item: its family, and the periods (by index) in which its active dates begin and end. */
export type ItemLife = { id: string; familyId: string | null; activeFrom: number | null; activeTo: number | null }

/** The periods that count: `first` is the first whole one, `closed` the number of those that are over. */
export type Span = { first: number; closed: number }

/**
 * One series, ready to be fitted: `values` are the closed periods from index `from` on. A period in which nothing was
 * ordered is 0 where an item of the node was active, NaN where none was. `lastsFor` is how many periods ahead the node
 * is still sold: null for no end known, 0 where it has ended.
 */
export type Series = {
  node: Node
  name: string
  from: number
  values: Float64Array
  standing: Standing
  lastsFor: number | null
  /** Whether some of it was sold in no territory. */
  unplaced: boolean
  /** What promotions added to each value, and would have been expected to; null where there were none. */
  promoted: Promoted | null
}

/** What promotions added to the closed periods of a series, and what would have been expected of them before. */
export type Promoted = { lifts: Float64Array; planned: Float64Array }

/** A node that has sold for less than this many periods is new; one that ends within as many is ending. */
const freshFor = { month: 12, week: 26 } as const

/**
 * Sums leaves to a series for each node (all > family > item) crossed with each territory and with all of them.
 * An item is active from its first order line, or from its active date where that is earlier (in a territory not before
 * the first order line of any item there), until its active end date, or its last order line where that is later.
 */
export function buildSeries(given: {
  grain: 'month' | 'week'
  leaves: readonly Leaf[]
  items: readonly ItemLife[]
  span: Span
  lifted?: readonly Lifted[]
}): Series[] {
  const { leaves, items, span, grain, lifted = [] } = given
  const lives = new Map(items.map((item) => [item.id, item]))
  const opened = firstPerTerritory(leaves)
  const sums = new Map<string, Sum>()
  for (const leaf of leaves) {
    const life = lives.get(leaf.itemId)
    if (!life) throw new Error(`Item ${leaf.itemId} has order lines but is not among the ${items.length} items given.`)
    const active = activeSpan({ leaf, life, opened: opened.get(leaf.territoryId) ?? 0, span })
    for (const node of nodesOf(leaf, life)) addTo({ sums, node, leaf, active, span })
  }
  for (const each of lifted) {
    const life = lives.get(each.itemId)
    if (life) for (const node of nodesOf(each, life)) addLift(sums.get(nameOf(node)), each, span)
  }
  return [...sums.values()].map((sum) => seriesOf(sum, span, freshFor[grain]))
}

type Active = { from: number; to: number; lastsTo: number | null }
type Sum = {
  node: Node
  total: Float64Array
  isActive: Uint8Array
  lastsTo: number | null
  started: number
  unplaced: boolean
  promoted: Promoted | null
}

function firstPerTerritory(leaves: readonly Leaf[]): Map<string | null, number> {
  const opened = new Map<string | null, number>()
  for (const { territoryId, at } of leaves) {
    const first = at.reduce((lowest, index) => Math.min(lowest, index), Number.POSITIVE_INFINITY)
    opened.set(territoryId, Math.min(first, opened.get(territoryId) ?? Number.POSITIVE_INFINITY))
  }
  return opened
}

/** The closed periods in which a leaf counts, both ends included; `to` lies before `from` where there is none. */
function activeSpan(given: { leaf: Leaf; life: ItemLife; opened: number; span: Span }): Active {
  const { leaf, life, opened, span } = given
  const firstOrder = Math.min(...leaf.at)
  const lastOrder = Math.max(...leaf.at)
  const begun = life.activeFrom === null ? firstOrder : Math.min(firstOrder, Math.max(life.activeFrom, opened))
  const lastsTo = life.activeTo === null ? null : Math.max(life.activeTo, lastOrder)
  const from = Math.max(begun, span.first)
  const to = Math.min(lastsTo ?? span.closed - 1, span.closed - 1)
  return { from, to, lastsTo }
}

/** The six nodes a leaf adds to: its item, its family and everything, in its territory and in all of them. */
function nodesOf(leaf: Pick<Leaf, 'itemId' | 'territoryId'>, life: ItemLife): Node[] {
  const places = leaf.territoryId === null ? [null] : [null, leaf.territoryId]
  return places.flatMap((territoryId): Node[] => [
    { level: 'all', familyId: null, itemId: null, territoryId },
    { level: 'family', familyId: life.familyId, itemId: null, territoryId },
    { level: 'item', familyId: life.familyId, itemId: leaf.itemId, territoryId },
  ])
}

function addTo(given: { sums: Map<string, Sum>; node: Node; leaf: Leaf; active: Active; span: Span }): void {
  const { sums, node, leaf, active, span } = given
  const name = nameOf(node)
  let sum = sums.get(name)
  if (!sum) {
    const total = new Float64Array(span.closed)
    const isActive = new Uint8Array(span.closed)
    sum = { node, total, isActive, lastsTo: -1, started: span.closed, unplaced: false, promoted: null }
    sums.set(name, sum)
  }
  if (active.from <= active.to) {
    sum.isActive.fill(1, active.from, active.to + 1)
    sum.started = Math.min(sum.started, active.from)
  }
  sum.unplaced ||= leaf.territoryId === null
  sum.lastsTo = sum.lastsTo === null || active.lastsTo === null ? null : Math.max(sum.lastsTo, active.lastsTo)
  for (let i = 0; i < leaf.at.length; i++) {
    const index = leaf.at[i]!
    if (index >= span.first && index < span.closed) sum.total[index]! += leaf.values[i]!
  }
}

function nameOf(node: Node): string {
  return `${keyOf(node)}@${node.territoryId}`
}

function addLift(sum: Sum | undefined, { at, lifts, planned }: Lifted, span: Span): void {
  if (!sum) return
  sum.promoted ??= { lifts: new Float64Array(span.closed), planned: new Float64Array(span.closed) }
  for (const [i, index] of at.entries()) {
    if (index < span.first || index >= span.closed) continue
    sum.promoted.lifts[index]! += lifts[i]!
    sum.promoted.planned[index]! += planned[i]!
  }
}

function seriesOf(sum: Sum, span: Span, fresh: number): Series {
  const lastsFor = sum.lastsTo === null ? null : Math.max(0, sum.lastsTo - span.closed + 1)
  const end = lastsFor === 0 ? sum.isActive.lastIndexOf(1) + 1 : span.closed
  const values = new Float64Array(Math.max(0, end - sum.started))
  for (let i = 0; i < values.length; i++) {
    values[i] = sum.isActive[sum.started + i] ? sum.total[sum.started + i]! : Number.NaN
  }
  return {
    node: sum.node,
    name: seriesName(sum.node),
    from: sum.started,
    values,
    lastsFor,
    unplaced: sum.unplaced,
    promoted: sum.promoted && {
      lifts: sum.promoted.lifts.subarray(sum.started, sum.started + values.length),
      planned: sum.promoted.planned.subarray(sum.started, sum.started + values.length),
    },
    standing: standingOf({ lastsFor, begunAfter: sum.started - span.first, periods: values.length, fresh }),
  }
}

/** A node is new only when it began after the data did: else its beginning is unknown. */
function standingOf(given: { lastsFor: number | null; begunAfter: number; periods: number; fresh: number }): Standing {
  const { lastsFor, begunAfter, periods, fresh } = given
  if (lastsFor === 0) return 'ended'
  if (lastsFor !== null && lastsFor <= fresh) return 'ending'
  return begunAfter > 0 && periods < fresh ? 'new' : 'steady'
}
