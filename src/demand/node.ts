import type { Level } from './schema.ts'

/** A node of the hierarchy, in one territory or in all (null). `familyId` null on level family: items without a family. */
export type Node = {
  level: Level
  familyId: string | null
  itemId: string | null
  territoryId: string | null
}

/** The key of a node without its territory: `all`, `family:<id>`, `family:none`, `item:<id>`. */
export function keyOf({ level, familyId, itemId }: Omit<Node, 'territoryId'>): string {
  if (level === 'all') return 'all'
  return level === 'family' ? `family:${familyId ?? 'none'}` : `item:${itemId}`
}

/** Reads a key that has passed `NodeKey`. */
export function nodeAt(key: string, territoryId: string | null): Node {
  const [level, id] = key.split(':') as [Level, string | undefined]
  return {
    level,
    familyId: level === 'family' && id !== 'none' ? id! : null,
    itemId: level === 'item' ? id! : null,
    territoryId,
  }
}

/** How a series is named in the table of forecasts: the node's key, and the territory where it is in one. */
export function seriesName(node: Node): string {
  return node.territoryId === null ? keyOf(node) : `${keyOf(node)}@${node.territoryId}`
}
