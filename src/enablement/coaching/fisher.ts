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
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

const logFactorials = [0]

/** The logarithm of n!, from a table that grows as far as it is asked. */
function logFactorial(n: number): number {
  for (let at = logFactorials.length; at <= n; at++) logFactorials.push(logFactorials[at - 1]! + Math.log(at))
  return logFactorials[n]!
}
