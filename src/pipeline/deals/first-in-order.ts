/**
 * Keeps the first of many rows in an order, as sorting them all would give them: a heap whose top is the last of those kept,
 * so that a hundred of a million are found without keeping or sorting the rest.
 */
export function firstOf<Row>(compare: (a: Row, b: Row) => number, most: number) {
  const heap: Row[] = []
  const order = () => {
    for (let at = (most >> 1) - 1; at >= 0; at--) sink(heap, at, compare)
  }
  return {
    offer(row: Row): void {
      if (heap.length < most) {
        if (heap.push(row) === most) order()
      } else if (most > 0 && compare(row, heap[0]!) < 0) {
        heap[0] = row
        sink(heap, 0, compare)
      }
    },
    inOrder: () => heap.toSorted(compare),
  }
}

/** A page of some rows in an order. */
export function pageInOrder<Row>(
  rows: readonly Row[],
  compare: (a: Row, b: Row) => number,
  { offset, limit }: { offset: number; limit: number },
): Row[] {
  const first = firstOf(compare, offset + limit)
  for (const row of rows) first.offer(row)
  return first.inOrder().slice(offset)
}

/** Lets a row of a heap sink until none below it comes after it. */
function sink<Row>(heap: Row[], from: number, compare: (a: Row, b: Row) => number): void {
  const row = heap[from]!
  let at = from
  for (let below = 2 * at + 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && compare(heap[below + 1]!, heap[below]!) > 0) below++
    if (compare(heap[below]!, row) <= 0) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = row
}
