/** How far ranges of items reach on one side, a period: their sum, and the sum of their squares. */
export type Reach = { sum: number; squares: number }

/**
 * How much the errors of items go together, 0 (each by itself) to 1 (all alike): the correlation with which the ranges of all items make
 * the published range of the whole. Of errors with one correlation r between any two, the variance of a sum is
 * (1 - r) * sum of squares + r * square of the sum.
 */
export function togetherness({ sum, squares }: Reach, whole: number): number {
  const room = sum * sum - squares
  return room <= 0 ? 0 : Math.min(1, Math.max(0, (whole * whole - squares) / room))
}

/** How far the range of some of the items reaches when their errors go together as much. */
export function reachOf({ sum, squares }: Reach, together: number): number {
  return Math.sqrt(Math.max(0, (1 - together) * squares + together * sum * sum))
}
