/** A node of the plan's tree: a family, an item, a week; leaves hold whole units, the others the exact sum of theirs. */
export interface RollNode {
  readonly id: string
  readonly parent: string | undefined
  /** How large its share of its parent is when nobody has edited it. */
  readonly weight: number
}

/** A plan rolled down to whole units. */
export interface RolledPlan {
  readonly quantity: (id: string) => number
  /** Sets a node; its leaves share the change by their present quantities (by weights where all are zero), its ancestors follow. */
  readonly set: (id: string, quantity: number) => void
}

/** Divides whole units among weights so that they sum up exactly: largest remainders first, earlier ones on ties. */
export function divide(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new RangeError(`${total} is not a whole number of units; round it first.`)
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum <= 0)
    return divide(
      total,
      weights.map(() => 1),
    )
  const exact = weights.map((weight) => (total * weight) / sum)
  const units = exact.map((each) => Math.floor(each))
  let left = total - units.reduce((a, b) => a + b, 0)
  const order = exact.map((each, i) => ({ i, rest: each - units[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  // Rounding of very large totals may give away one unit too many; it is taken back from the smallest remainders.
  for (let k = 0; left > 0; k++, left--) units[order[k % order.length]!.i]!++
  for (let k = order.length - 1; left < 0; k = k === 0 ? order.length - 1 : k - 1)
    if (units[order[k]!.i]! > 0) {
      units[order[k]!.i]!--
      left++
    }
  return units
}

/** Rolls totals of the roots down a tree; only leaves are stored, so that sums cannot drift. */
export function rollDown(input: { nodes: readonly RollNode[]; totals: Readonly<Record<string, number>> }): RolledPlan {
  const byId = new Map(input.nodes.map((node) => [node.id, node]))
  const children = new Map<string, string[]>()
  for (const { id, parent } of input.nodes)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id])
  const units = new Map<string, number>()
  for (const { id, parent } of input.nodes) if (parent === undefined) spread(id, input.totals[id] ?? 0)
  return {
    quantity,
    set(id, amount) {
      if (!byId.has(id)) throw new RangeError(`${id} is not in the plan.`)
      spread(id, amount)
    },
  }

  function quantity(id: string): number {
    const below = children.get(id)
    return below ? below.reduce((total, child) => total + quantity(child), 0) : (units.get(id) ?? 0)
  }

  function spread(id: string, amount: number): void {
    const below = children.get(id)
    if (!below) {
      const [whole] = divide(amount, [1])
      units.set(id, whole!)
      return
    }
    const present = below.map(quantity)
    const weights = present.some((each) => each > 0) ? present : below.map((child) => byId.get(child)!.weight)
    divide(amount, weights).forEach((share, i) => {
      spread(below[i]!, share)
    })
  }
}
