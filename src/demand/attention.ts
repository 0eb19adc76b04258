import type { Attention, Change, TreeNode } from './schema.ts'

/** A naive forecast that is off less by no more than this share of it is no better: a few months tell no more than that. */
const slightlyBeaten = 0.05
/** Forecasts that are off by less than this share on balance are called unbiased. */
const slightBias = 0.1
/** A forecast that moved by less than this share is called unchanged. */
const slightChange = 0.05

/**
 * What deserves a look, most units or money at stake first within each kind, kinds in turn: forecasts that the naive one
 * beats, forecasts off to one side, items at the beginning or the end of their life, large changes since the previous run.
 */
export function attentionIn(given: {
  nodes: readonly TreeNode[]
  changes: readonly Change[]
  limit: number
}): Attention[] {
  const { nodes, changes, limit } = given
  const items = nodes.filter((node) => node.level === 'item')
  const kinds = [beatenByNaive(items), leaning(items), moved(changes), inLife(items, 'ending'), inLife(items, 'new')]
  return interleaved(kinds).slice(0, limit)
}

function beatenByNaive(items: readonly TreeNode[]): Attention[] {
  return items
    .filter(
      (node) => node.wape !== null && node.naiveWape !== null && node.wape > node.naiveWape * (1 + slightlyBeaten),
    )
    .sort((a, b) => b.wape! * b.ahead - a.wape! * a.ahead)
    .map((node) => about(node, { kind: 'accuracy', value: node.wape, against: node.naiveWape }))
}

function leaning(items: readonly TreeNode[]): Attention[] {
  return items
    .filter((node) => node.bias !== null && Math.abs(node.bias) > slightBias)
    .sort((a, b) => Math.abs(b.bias! * b.ahead) - Math.abs(a.bias! * a.ahead))
    .map((node) => about(node, { kind: 'bias', value: node.bias, against: null }))
}

function moved(changes: readonly Change[]): Attention[] {
  return changes
    .filter(({ now, previous }) => previous !== 0 && Math.abs(now / previous - 1) > slightChange)
    .map(({ key, name, level, now, previous }) => ({
      kind: 'change',
      key,
      name,
      level,
      value: now / previous - 1,
      against: previous,
      ahead: now,
    }))
}

function inLife(items: readonly TreeNode[], standing: 'new' | 'ending'): Attention[] {
  return items
    .filter((node) => node.standing === standing)
    .sort((a, b) => b.ahead - a.ahead)
    .map((node) => about(node, { kind: standing, value: null, against: null }))
}

function about(node: TreeNode, said: Pick<Attention, 'kind' | 'value' | 'against'>): Attention {
  return { ...said, key: node.key, name: node.name, level: node.level, ahead: node.ahead }
}

/** The first of each list, then the second of each, and so on: no kind hides the others. */
function interleaved<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat()
}
