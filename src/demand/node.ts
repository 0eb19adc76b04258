import type { Level } from './schema.ts'

/** A node of the hierarchy, in one territory or in all (null). `familyId` null on level family: items without a family. */
export type Node = {
  level: Level
  familyId: string | null
  itemId: string | null
  territoryId: string | null
}

/** The items that say the same of an attribute, such as a brand; those that say nothing of it where `value` is empty. */
export type Group = Omit<Node, 'level'> & { level: 'group'; by: string; value: string }

/** What can be looked at: a node that is forecast, or a group whose items are. */
export type Seen = Node | Group

/** The key of a node without its territory: `all`, `family:<id>`, `family:none`, `item:<id>`, `group:<attribute>:<value>`. */
export function keyOf(node: Omit<Node, 'territoryId'> | Omit<Group, 'territoryId'>): string {
  const { level, familyId, itemId } = node
  if (level === 'all') return 'all'
  if (level === 'group') return groupKey(node)
  return level === 'family' ? `family:${familyId ?? 'none'}` : `item:${itemId}`
}

/** The key of a group. */
export function groupKey({ by, value }: Pick<Group, 'by' | 'value'>): string {
  return `group:${by}:${value}`
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

/** Reads a key that has passed `SeenKey`. */
export function seenAt(key: string, territoryId: string | null): Seen {
  const found = /^group:([^:]+):(.*)$/s.exec(key)
  if (!found) return nodeAt(key, territoryId)
  return { level: 'group', familyId: null, itemId: null, territoryId, by: found[1]!, value: found[2]! }
}

/** How a series is named in the table of forecasts: the node's key, and the territory where it is in one. */
export function seriesName(node: Seen): string {
  return node.territoryId === null ? keyOf(node) : `${keyOf(node)}@${node.territoryId}`
}
