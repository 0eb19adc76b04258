import type { Cell } from '../consensus/cells.ts'

/** The revenue of cells. */
export function revenueOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0)
}

/** One sum per month or family, in the order asked for. */
export function sumsBy(
  cells: readonly Cell[],
  { by, keys, of }: { by: 'month' | 'familyId'; keys: readonly string[]; of: (cell: Cell) => number | null },
): number[] {
  const sums = new Map<string, number>()
  for (const cell of cells) sums.set(cell[by], (sums.get(cell[by]) ?? 0) + (of(cell) ?? 0))
  return keys.map((key) => sums.get(key) ?? 0)
}
