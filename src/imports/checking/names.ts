import { distance } from 'fastest-levenshtein'

/** A name as people would call it the same: without capitals, accents, blanks and signs. */
export function normalName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

export type NearMatch = { state: 'none' } | { state: 'one'; name: string } | { state: 'several'; names: string[] }

/** Finds the known name that a misspelt one will have meant. */
export type NameFinder = { add: (name: string) => void; nearest: (name: string) => NearMatch }

type Entry = { name: string; normal: string; letters: number; digits: string }

/**
 * Near means: the same but for capitals, blanks and signs; or one letter off per eight within words of four letters and
 * more that begin alike. Codes hold digits, and their letters mean variants: "L40-R" is never taken for "L40-B", nor
 * "Shirt M" for "Shirt S". Two names equally near are no match, they are a question.
 */
export function nameFinder(names: Iterable<string> = []): NameFinder {
  const byNormal = new Map<string, Set<string>>()
  const byLength = new Map<number, Entry[]>()

  function add(name: string): void {
    const entry = entryOf(name)
    const same = byNormal.get(entry.normal)
    if (same) {
      same.add(name)
      return
    }
    byNormal.set(entry.normal, new Set([name]))
    const bucket = byLength.get(entry.normal.length) ?? []
    bucket.push(entry)
    byLength.set(entry.normal.length, bucket)
  }

  function nearest(name: string): NearMatch {
    const entry = entryOf(name)
    const same = byNormal.get(entry.normal)
    if (same) return matchOf([...same])
    const allowed =
      entry.normal.length < 5 || entry.digits !== '' ? 0 : Math.max(1, Math.floor(entry.normal.length / 8))
    let [best, found]: [number, string[]] = [allowed + 1, []]
    for (let length = entry.normal.length - allowed; allowed > 0 && length <= entry.normal.length + allowed; length++) {
      for (const other of byLength.get(length) ?? []) {
        if (other.digits !== entry.digits || bits(other.letters ^ entry.letters) > 2 * allowed) continue
        const apart = isSwap(entry.normal, other.normal) ? 1 : distance(entry.normal, other.normal)
        if (apart > best || apart > allowed || isVariant(name, other.name)) continue
        if (apart < best) [best, found] = [apart, []]
        found.push(...byNormal.get(other.normal)!)
      }
    }
    return matchOf(found)
  }

  for (const name of names) add(name)
  return { add, nearest }
}

function matchOf(names: string[]): NearMatch {
  if (names.length === 0) return { state: 'none' }
  return names.length === 1 ? { state: 'one', name: names[0]! } : { state: 'several', names: names.slice(0, 5) }
}

function entryOf(name: string): Entry {
  const normal = normalName(name)
  let letters = 0
  for (let i = 0; i < normal.length; i++) letters |= 1 << (normal.charCodeAt(i) & 31)
  return { name, normal, letters, digits: normal.replace(/\P{N}/gu, '') }
}

/** Names that differ in a short word, or in the first letter of one, name two things. */
function isVariant(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.length !== right.length) {
    const alone = [...left.filter((word) => !right.includes(word)), ...right.filter((word) => !left.includes(word))]
    return alone.some((word) => word.length < 4)
  }
  return left.some((word, at) => {
    const other = right[at]!
    return word !== other && (Math.min(word.length, other.length) < 4 || word[0] !== other[0])
  })
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
}

/** Two neighbouring letters in the wrong order are one slip, not two. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at < a.length - 1 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}
