export type Order = { column: string; isDescending: boolean }

const collator = new Intl.Collator('en', { sensitivity: 'base' })
const decimal = /^-?\d+(\.\d+)?$/

/** Rows in another order; empty values come last whichever way it goes, and rows that are equal stay as they were. */
export function inOrder<Row>(rows: readonly Row[], orders: readonly Order[]): Row[] {
  return rows.toSorted((a, b) => {
    for (const { column, isDescending } of orders) {
      const difference = compared(cellOf(a, column), cellOf(b, column), isDescending ? -1 : 1)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function compared(a: unknown, b: unknown, sign: 1 | -1): number {
  if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b))
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  const [left, right] = [textOf(a), textOf(b)]
  if (decimal.test(left) && decimal.test(right)) return sign * (Number(left) - Number(right))
  return sign * collator.compare(left, right)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function cellOf(row: unknown, column: string): unknown {
  return (row as Record<string, unknown>)[column]
}
