/** Which of many p-values stand out when at most a share `rate` of those named may be named by chance (Benjamini and Hochberg 1995). */
export function standOut(pValues: readonly number[], rate: number): boolean[] {
  const order = pValues.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p)
  const last = order.findLastIndex(({ p }, rank) => p <= (rate * (rank + 1)) / order.length)
  const found = new Set(order.slice(0, last + 1).map(({ at }) => at))
  return pValues.map((_, at) => found.has(at))
}
