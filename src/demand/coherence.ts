import { reconcileCrossed } from '@drumbeat/forecasting'
import { type Node, seriesName } from './node.ts'

/** A node and what was forecast of it alone: a mean and a spread (standard deviation) per period, as many for every node. */
export type BaseForecast = {
  node: Node
  mean: readonly number[]
  spread: readonly number[]
  /** Periods for which it is still sold, and zero for certain after them; null for no end known. */
  lastsFor: number | null
  /** Whether some of an item was sold in no territory: then its territories do not make up all of it. */
  unplaced: boolean
}

/**
 * Means that add up: items to families and to everything, territories to all of them (MinT, Wickramasuriya et al. 2019).
 * Errors of neighbours go together, so a node counts by its spread, not by its square: measured in decisions/0003. None falls
 * below zero, and what is no longer sold stays at zero. In the order given.
 */
export function coherentMeans(forecasts: readonly BaseForecast[]): number[][] {
  const out = forecasts.map(({ mean }) => new Array<number>(mean.length).fill(0))
  for (const stretch of stretchesOf(forecasts)) reconcileStretch({ forecasts, stretch, out })
  return out
}

type Stretch = { from: number; to: number }

/** Periods in which the same nodes are sold. */
function stretchesOf(forecasts: readonly BaseForecast[]): Stretch[] {
  const columns = forecasts[0]?.mean.length ?? 0
  const ends = forecasts.flatMap(({ lastsFor }) => (lastsFor !== null && lastsFor < columns ? [lastsFor] : []))
  const cuts = [...new Set([0, ...ends, columns])].sort((a, b) => a - b)
  return cuts.slice(1).map((to, i) => ({ from: cuts[i]!, to }))
}

/** What nothing else adds up to: an item in a territory, or what no territory has of an item. `nodes` are those it counts in. */
type Leaf = { base: readonly number[]; doubt: number; nodes: readonly number[] }

function reconcileStretch({
  forecasts,
  stretch,
  out,
}: {
  forecasts: readonly BaseForecast[]
  stretch: Stretch
  out: number[][]
}): void {
  const { from, to } = stretch
  const doubts = forecasts.map(({ spread }) => meanOf(spread.slice(from, to)))
  const leaves = leavesOf({ forecasts, doubts, from })
  if (leaves.length === 0) return
  const least = 1e-8 * doubts.reduce((most, doubt) => Math.max(most, doubt), 0) || 1
  const members = membersOf(leaves, forecasts.length)
  const columns = to - from
  const base = new Float64Array((leaves.length + forecasts.length) * columns)
  for (const [i, leaf] of leaves.entries()) base.set(leaf.base.slice(from, to), i * columns)
  for (const [i, { mean }] of forecasts.entries()) base.set(mean.slice(from, to), (leaves.length + i) * columns)
  const reconciled = reconcileCrossed({
    leaves: leaves.length,
    groups: members,
    base,
    columns,
    variances: Float64Array.from([...leaves.map((leaf) => leaf.doubt), ...doubts], (value) => Math.max(value, least)),
    nonNegative: true,
  })
  for (const [i, row] of out.entries()) {
    for (let c = 0; c < columns; c++) row[from + c] = reconciled[(leaves.length + i) * columns + c]!
  }
}

/** A leaf hardly speaks for itself: its own forecast is among the nodes, and counts there. */
const aloofness = 1e4

function leavesOf(given: { forecasts: readonly BaseForecast[]; doubts: readonly number[]; from: number }): Leaf[] {
  const { forecasts, doubts, from } = given
  const places = new Map(forecasts.map(({ node }, i) => [seriesName(node), i]))
  const sold = ({ lastsFor }: BaseForecast) => lastsFor === null || lastsFor > from
  const items = forecasts.flatMap((each, i) => (each.node.level === 'item' && sold(each) ? [i] : []))
  const parts = Map.groupBy(
    items.filter((i) => forecasts[i]!.node.territoryId !== null),
    (i) => forecasts[i]!.node.itemId,
  )
  return items.flatMap((i): Leaf[] => {
    const { node, mean, unplaced } = forecasts[i]!
    const own = { doubt: aloofness * doubts[i]!, nodes: placesAbove(node, places) }
    if (node.territoryId !== null) return [{ base: mean, ...own }]
    const within = parts.get(node.itemId) ?? []
    if (within.length > 0 && !unplaced) return []
    const rest = mean.map((value, c) =>
      Math.max(0, value - within.reduce((sum, part) => sum + forecasts[part]!.mean[c]!, 0)),
    )
    return [{ base: rest, ...own }]
  })
}

/** Where a leaf counts: in its item, its family and everything, in its territory and in all of them. */
function placesAbove({ familyId, itemId, territoryId }: Node, places: ReadonlyMap<string, number>): number[] {
  const where = territoryId === null ? [null] : [null, territoryId]
  return where.flatMap((at) => {
    const above: Node[] = [
      { level: 'all', familyId: null, itemId: null, territoryId: at },
      { level: 'family', familyId, itemId: null, territoryId: at },
      { level: 'item', familyId, itemId, territoryId: at },
    ]
    return above.flatMap((node) => places.get(seriesName(node)) ?? [])
  })
}

function membersOf(leaves: readonly Leaf[], nodes: number): number[][] {
  const members: number[][] = Array.from({ length: nodes }, () => [])
  for (const [i, leaf] of leaves.entries()) for (const node of leaf.nodes) members[node]!.push(i)
  return members
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
