export type TreeNode<Aside = unknown> = {
  id: string
  label: string
  aside?: Aside
  spark?: (number | null)[]
  children?: TreeNode<Aside>[]
}

export type TreeRow<Aside> = { node: TreeNode<Aside>; depth: number; hasChildren: boolean; isOpen: boolean }

/** The rows a tree shows, top to bottom, given which nodes are open. */
export function visibleNodes<Aside>(nodes: TreeNode<Aside>[], open: ReadonlySet<string>, depth = 0): TreeRow<Aside>[] {
  return nodes.flatMap((node) => {
    const children = node.children ?? []
    const isOpen = children.length > 0 && open.has(node.id)
    const row = { node, depth, hasChildren: children.length > 0, isOpen }
    return [row, ...(isOpen ? visibleNodes(children, open, depth + 1) : [])]
  })
}

/** The nodes above one node, from the root down; empty where it is a root or not there. */
export function pathTo(nodes: TreeNode[], id: string): string[] {
  for (const node of nodes) {
    if (node.id === id) return []
    if (!contains(node, id)) continue
    return [node.id, ...pathTo(node.children ?? [], id)]
  }
  return []
}

function contains(node: TreeNode, id: string): boolean {
  return (node.children ?? []).some((child) => child.id === id || contains(child, id))
}

/** What an arrow key does in a tree: where to go, what to open or close; null for other keys. */
export function treeMove<Aside>(input: {
  key: string
  nodes: TreeNode<Aside>[]
  rows: TreeRow<Aside>[]
  from: string
}): { to?: string; open?: string; close?: string } | null {
  const { key, nodes, rows, from } = input
  const at = rows.findIndex((row) => row.node.id === from)
  const row = rows[at]
  if (!row) return null
  const goTo = (id: string | undefined) => (id === undefined ? {} : { to: id })
  switch (key) {
    case 'ArrowDown':
      return goTo(rows[at + 1]?.node.id)
    case 'ArrowUp':
      return goTo(rows[at - 1]?.node.id)
    case 'Home':
      return goTo(rows[0]?.node.id)
    case 'End':
      return goTo(rows.at(-1)?.node.id)
    case 'ArrowRight':
      return row.hasChildren && !row.isOpen ? { open: from } : goTo(rows[at + 1]?.node.id)
    case 'ArrowLeft':
      return row.isOpen ? { close: from } : goTo(pathTo(nodes, from).at(-1))
    default:
      return null
  }
}
