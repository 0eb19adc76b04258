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
 * All pairs of names that are at least so much alike, by index, the earlier first. Exact: with the rarest trigrams first, two
 * sets of likeness t or more share one among the first |x| - ceil(t |x|) + 1 of each, and what is left behind a shared one
 * bounds how much they can share (prefix and positional filtering; Xiao et al., PPJoin, 2008).
 */
export function alikePairs(
  names: readonly string[],
  least: number,
  onDone: (share: number) => void = () => {},
): { a: number; b: number; likeness: number }[] {
  const sets = rankedSets(names)
  const sizes = Int32Array.from(sets, ({ length }) => length)
  const bySize = [...sets.keys()].sort((x, y) => sizes[x]! - sizes[y]! || x - y)
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  const places = new Map<number, number[]>()
  const shared = new Int32Array(names.length)
  const pairs: { a: number; b: number; likeness: number }[] = []
  for (const [nth, b] of bySize.entries()) {
    // Each name is held against those before it: the work done grows with the square.
    if (nth % 64 === 0) onDone((nth / bySize.length) ** 2)
    const set = sets[b]!
    const size = set.length
    const needed = Int32Array.from({ length: largest + 1 }, (_, other) => mustShare(other, size, least))
    const smallest = Math.ceil(least * size)
    const met: number[] = []
    for (let at = 0; at < size - smallest + 1; at++) {
      const found = places.get(set[at]!)
      for (let nth = found ? firstOf(found, sizes, smallest) : 0; found && nth < found.length; nth += 2) {
        const a = found[nth]!
        const so = shared[a]!
        if (so < 0) continue
        if (so === 0) met.push(a)
        const behind = Math.min(sizes[a]! - found[nth + 1]!, size - at)
        shared[a] = so + behind < needed[sizes[a]!]! ? -1 : so + 1
      }
      if (found) found.push(b, at)
      else places.set(set[at]!, [b, at])
    }
    for (const a of met) {
      const how = shared[a]! > 0 ? likenessOf(sets[a]!, set) : 0
      shared[a] = 0
      if (how >= least) pairs.push(a < b ? { a, b, likeness: how } : { a: b, b: a, likeness: how })
    }
  }
  return pairs
}

/** Each name as the ranks of its trigrams by how rare they are, in order. */
function rankedSets(names: readonly string[]): Int32Array[] {
  const sets = names.map(trigrams)
  const counts = new Map<string, number>()
  for (const set of sets) for (const each of set) counts.set(each, (counts.get(each) ?? 0) + 1)
  const rarestFirst = [...counts].sort(([x, m], [y, n]) => m - n || (x < y ? -1 : 1))
  const ranks = new Map(rarestFirst.map(([trigram], rank) => [trigram, rank]))
  return sets.map((set) => Int32Array.from(set, (each) => ranks.get(each)!).sort())
}

/** Where the sets of at least a size begin: each list is in order of size. */
function firstOf(found: readonly number[], sizes: Int32Array, smallest: number): number {
  let [low, high] = [0, found.length / 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sizes[found[2 * middle]!]! < smallest) low = middle + 1
    else high = middle
  }
  return 2 * low
}

/** How many trigrams two sets of these sizes share at least, to be so much alike. */
function mustShare(a: number, b: number, least: number): number {
  return Math.ceil((least / (1 + least)) * (a + b) - 1e-9)
}

function likenessOf(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    if (a[x] === b[y]) {
      shared++
      x++
      y++
    } else if (a[x]! < b[y]!) x++
    else y++
  }
  return shared / (a.length + b.length - shared)
}
