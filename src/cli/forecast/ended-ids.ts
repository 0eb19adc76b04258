/** Remembers which ids have ended in 8 bytes each, so that a stream of millions of series stays small. */
export interface EndedIds {
  has(id: string): boolean
  add(id: string): void
}

/**
 * An open-addressing set of 64-bit fingerprints. Two ids share a fingerprint once in about 3e7 streams of a million
 * series.
 */
export function endedIds(): EndedIds {
  let slots = new Uint32Array(2 * 1024)
  let count = 0
  return {
    has(id) {
      const [low, high] = fingerprint(id)
      return isTaken(slots, find(slots, low, high))
    },
    add(id) {
      if (count * 4 > slots.length) slots = grown(slots)
      const [low, high] = fingerprint(id)
      const at = find(slots, low, high)
      if (!isTaken(slots, at)) count++
      slots[at] = low
      slots[at + 1] = high
    },
  }
}

/** A whole number that depends on the id alone: the seed of its simulations. */
export function seedOf(id: string): number {
  return fingerprint(id)[0]
}

/** A whole number by which ids have an order that has nothing to do with where they stand; independent of the seed. */
export function orderOf(id: string): number {
  return fingerprint(id)[1]
}

/** Two independent 32-bit multiplicative hashes of the UTF-16 units, finished by mixing; never 0, 0. */
function fingerprint(id: string): [number, number] {
  let low = 0x811c9dc5
  let high = 0x2545f491
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995) + (low >>> 13)
  }
  return [mixed(low ^ (high >>> 15)) || 1, mixed(high)]
}

function mixed(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}

/** The slot that holds the fingerprint, or the free one where it belongs. */
function find(slots: Uint32Array, low: number, high: number): number {
  const last = slots.length / 2 - 1
  let place = low & last
  while (isTaken(slots, 2 * place) && (slots[2 * place] !== low || slots[2 * place + 1] !== high))
    place = (place + 1) & last
  return 2 * place
}

function isTaken(slots: Uint32Array, at: number): boolean {
  return slots[at] !== 0
}

function grown(slots: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(slots.length * 2)
  for (let at = 0; at < slots.length; at += 2) {
    if (!isTaken(slots, at)) continue
    const to = find(larger, slots[at]!, slots[at + 1]!)
    larger[to] = slots[at]!
    larger[to + 1] = slots[at + 1]!
  }
  return larger
}
