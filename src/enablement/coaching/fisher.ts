/** One side's successes out of so many. */
export type Counted = { hits: number; n: number }

/**
 * The chance that one side has as few hits or fewer if both were alike: Fisher's exact test, one-sided, by the
 * hypergeometric distribution with the sums held.
 */
export function fisherLess(one: Counted, others: Counted): number {
  const hits = one.hits + others.hits
  const all = one.n + others.n
  const least = Math.max(0, hits - others.n)
  let sum = 0
  for (let at = least; at <= one.hits; at++) {
    sum += Math.exp(choose(one.n, at) + choose(others.n, hits - at) - choose(all, hits))
  }
  return Math.min(1, sum)
}

/** The logarithm of n over k. */
function choose(n: number, k: number): number {
  let sum = 0
  for (let at = 1; at <= k; at++) sum += Math.log(n - k + at) - Math.log(at)
  return sum
}
