/** Rows whose words are much alike, found without comparing each with each. */

/** A name cut into runs of three letters, words padded, so that their order does not count. */
export function trigrams(name: string): string[] {
  const found = new Set<string>()
  for (const word of name.split(' ')) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3))
  }
  return [...found]
}

/** Shared trigrams over all of both (Jaccard): 1 for equal sets, 0 for nothing in common. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const first = new Set(a)
  const shared = b.reduce((count, each) => count + (first.has(each) ? 1 : 0), 0)
  return shared === 0 ? 0 : shared / (a.length + b.length - shared)
}

/**
 * All pairs of names that are at least so much alike, by index. Exact: with the rarest trigrams first, two sets of
 * likeness t or more share one among the first |x| - ceil(t |x|) + 1 of each (prefix filtering, Chaudhuri et al. 2006).
 */
export function alikePairs(names: readonly string[], least: number): { a: number; b: number; likeness: number }[] {
  const sets = names.map(trigrams)
  const counts = new Map<string, number>()
  for (const set of sets) for (const each of set) counts.set(each, (counts.get(each) ?? 0) + 1)
  const rarestFirst = (x: string, y: string) => counts.get(x)! - counts.get(y)! || (x < y ? -1 : 1)
  for (const set of sets) set.sort(rarestFirst)
  const seenIn = new Map<string, number[]>()
  const pairs: { a: number; b: number; likeness: number }[] = []
  for (const [b, set] of sets.entries()) {
    const met = new Set<number>()
    for (const each of set.slice(0, set.length - Math.ceil(least * set.length) + 1)) {
      const earlier = seenIn.get(each)
      if (earlier === undefined) seenIn.set(each, [b])
      else {
        for (const a of earlier) met.add(a)
        earlier.push(b)
      }
    }
    for (const a of met) {
      const how =
        sets[a]!.length * least <= set.length && set.length * least <= sets[a]!.length ? likeness(sets[a]!, set) : 0
      if (how >= least) pairs.push({ a, b, likeness: how })
    }
  }
  return pairs
}
