/** Groups of rows that are the same by way of each other, each in the order of the rows; those alone are left out. */
export function clustersOf<Row extends { id: string }>(
  rows: readonly Row[],
  pairs: readonly { a: string; b: string }[],
): Row[][] {
  const above = new Map(rows.map(({ id }) => [id, id]))
  for (const { a, b } of pairs) if (above.has(a) && above.has(b)) above.set(rootOf(a, above), rootOf(b, above))
  return [...Map.groupBy(rows, ({ id }) => rootOf(id, above)).values()].filter(({ length }) => length > 1)
}

function rootOf(id: string, above: Map<string, string>): string {
  let root = id
  while (above.get(root) !== root) root = above.get(root)!
  for (let at = id; at !== root; ) {
    const next = above.get(at)!
    above.set(at, root)
    at = next
  }
  return root
}
