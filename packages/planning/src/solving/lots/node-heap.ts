/** A bound that a node sets on a column, on top of those of the node above. */
export interface Bound {
  readonly column: number
  readonly lower: number
  readonly upper: number
  readonly above: Bound | undefined
}

/** A part of the search that is still open, with a value that no plan in it can beat. */
export interface Node {
  readonly bound: number
  readonly depth: number
  readonly bounds: Bound | undefined
}

/** Open nodes; the one with the least bound comes first. */
export interface NodeHeap {
  readonly push: (node: Node) => void
  readonly pop: () => Node | undefined
  /** Least bound of all open nodes; Infinity if there are none. */
  readonly least: () => number
  readonly size: () => number
}

/** A binary heap by bound. */
export function nodeHeap(): NodeHeap {
  const held: Node[] = []
  return {
    size: () => held.length,
    least: () => held[0]?.bound ?? Number.POSITIVE_INFINITY,
    push(node) {
      let at = held.length
      held.push(node)
      while (at > 0) {
        const up = (at - 1) >> 1
        if (held[up]!.bound <= node.bound) break
        held[at] = held[up]!
        at = up
      }
      held[at] = node
    },
    pop() {
      const first = held[0]
      const last = held.pop()
      if (first === undefined || last === undefined || held.length === 0) return first
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= held.length) break
        if (child + 1 < held.length && held[child + 1]!.bound < held[child]!.bound) child++
        if (held[child]!.bound >= last.bound) break
        held[at] = held[child]!
        at = child
      }
      held[at] = last
      return first
    },
  }
}
