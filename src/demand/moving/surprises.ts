import { type Node, seriesName } from '../node.ts'
import { type Pace, paceAt } from '../pace.ts'
import type { Member } from './move.ts'

/** What came of an item in a territory in the running period. */
export type Came = { itemId: string; familyId: string | null; territoryId: string | null; value: number }

/** Sums what came to the nodes of its family: item and family, in the territory and in all of them. */
export function cameByNode(came: readonly Came[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { itemId, familyId, territoryId, value } of came) {
    for (const place of territoryId === null ? [null] : [null, territoryId]) {
      const nodes: Node[] = [
        { level: 'family', familyId, itemId: null, territoryId: place },
        { level: 'item', familyId, itemId, territoryId: place },
      ]
      for (const node of nodes) sums.set(seriesName(node), (sums.get(seriesName(node)) ?? 0) + value)
    }
  }
  return sums
}

/** How much more than expected the running period of each member will bring: what came and what is still expected, less the forecast. */
export function surprisesOf(
  members: readonly Member[],
  {
    means,
    came,
    paces,
    promoted,
  }: {
    means: readonly (readonly number[])[]
    came: ReadonlyMap<string, number>
    paces: readonly Pace[]
    /** What promotions add to the running period, by node. */
    promoted: ReadonlyMap<string, number>
  },
): number[] {
  return members.map(({ node }, i) => {
    const mean = means[i]![0]! + (promoted.get(seriesName(node)) ?? 0)
    const { remaining } = paceAt(node, { paces, mean, parts: new Map() })
    return (came.get(seriesName(node)) ?? 0) + Math.max(0, remaining) - mean
  })
}
