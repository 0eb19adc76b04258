import { daysBetween } from '@drumbeat/periods'
import { type Node, seriesName } from '../node.ts'
import type { DriftKind } from './schema.ts'

/** A drift as one series shows it. */
export type Shown = {
  kind: DriftKind
  node: Node
  startsOn: string
  size: number | null
  reason: string
  /** Whether the forecast counts the history as changed by it. */
  counted: boolean
}

/** One drift, headed by the series that says it best, with the names of all that show it (the head first). */
export type Drift = Omit<Shown, 'node'> & { node: string; nodes: string[] }

/** Series that move within so many days of each other tell of one thing. */
const together = 70

/**
 * What many series show is said once: by the topmost of them; or by the item, where all items among them are the same one, as it is
 * then the cause.
 */
export function grouped(shown: readonly Shown[]): Drift[] {
  const groups: Shown[][] = []
  for (const each of [...shown].sort((a, b) => rank(a.node) - rank(b.node))) {
    const group = groups.find(([head]) => head && isOfOne(head, each))
    if (group) group.push(each)
    else groups.push([each])
  }
  return ofOneItem(groups).map((group) => {
    const item = oneItem(group)
    const head = group.find(({ node }) => item !== null && node.level === 'item') ?? group[0]!
    const names = [head, ...group.filter((each) => each !== head)].map((each) => seriesName(each.node))
    return { ...head, node: seriesName(head.node), nodes: names }
  })
}

/** Groups that tell of the same item only, in one territory and in all, are one. */
function ofOneItem(groups: readonly Shown[][]): Shown[][] {
  const out: Shown[][] = []
  for (const group of groups) {
    const item = oneItem(group)
    const same = out.find((each) => item !== null && oneItem(each) === item && isOfOneTime(each[0]!, group[0]!))
    if (!same) out.push([...group])
    else same.splice(0, same.length, ...[...same, ...group].sort((a, b) => rank(a.node) - rank(b.node)))
  }
  return out
}

/** The only item that a group tells of; null where it tells of none or of several. */
function oneItem(group: readonly Shown[]): string | null {
  const items = new Set(group.flatMap(({ node }) => node.itemId ?? []))
  return items.size === 1 ? [...items][0]! : null
}

/** A drift that was announced before. */
export type Known = {
  id: string
  kind: DriftKind
  startsOn: string
  nodes: string[]
  isOpen: boolean
  isDismissed: boolean
}

/**
 * What to do with drifts found now, given those announced: new ones are announced; those known already stay, a later end of theirs is
 * taken back unless somebody dismissed them; those no longer found are over.
 */
export function reconciled({ known, found }: { known: readonly Known[]; found: readonly Drift[] }): {
  announced: Drift[]
  stay: { id: string; as: Drift }[]
  over: string[]
} {
  const stay = found.flatMap((as) => {
    const same = known.find((each) => isSame(each, as))
    return same ? [{ id: same.id, as }] : []
  })
  const kept = new Set(stay.map(({ id }) => id))
  return {
    announced: found.filter((as) => !stay.some((each) => each.as === as)),
    stay,
    over: known.filter(({ id, isOpen }) => isOpen && !kept.has(id)).map(({ id }) => id),
  }
}

/** Where a change begins is told more exactly as time goes by, and which series show it too. */
const sameStart = 100

function isSame(known: Known, found: Drift): boolean {
  return (
    known.kind === found.kind &&
    Math.abs(daysBetween({ from: known.startsOn, to: found.startsOn })) <= sameStart &&
    known.nodes.some((name) => found.nodes.includes(name))
  )
}

function isOfOne(head: Shown, each: Shown): boolean {
  return isOfOneTime(head, each) && holds(head.node, each.node)
}

/** Whether two series changed in the same way at about the same time. */
function isOfOneTime(one: Shown, other: Shown): boolean {
  return (
    one.kind === other.kind &&
    Math.sign(one.size ?? 0) === Math.sign(other.size ?? 0) &&
    Math.abs(daysBetween({ from: one.startsOn, to: other.startsOn })) <= together
  )
}

/** Whether what is sold of `inner` is part of what is sold of `outer`. */
function holds(outer: Node, inner: Node): boolean {
  if (outer.territoryId !== null && outer.territoryId !== inner.territoryId) return false
  if (outer.level === 'all') return true
  if (outer.level === 'family') return inner.level !== 'all' && outer.familyId === inner.familyId
  return inner.level === 'item' && outer.itemId === inner.itemId
}

function rank({ level, territoryId }: Node): number {
  return { all: 0, family: 2, item: 4 }[level] + (territoryId === null ? 0 : 1)
}
