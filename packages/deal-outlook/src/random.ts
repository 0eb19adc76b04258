/** A stream of pseudo-random numbers; the same seed gives the same stream. */
export interface Random {
  /** The next number, uniform on [0, 1). */
  uniform(): number
  /** The next whole number, uniform on 0 to `below` - 1. */
  whole(below: number): number
}

/** Starts a stream from a whole-number seed: xoshiro128** (Blackman & Vigna 2021), its state filled by splitmix32. */
export function randomFrom(seed: number): Random {
  let fill = seed | 0
  let [a, b, c, d] = [mixed(), mixed(), mixed(), mixed()]
  function mixed(): number {
    fill = (fill + 0x9e3779b9) | 0
    let z = fill ^ (fill >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
  function uniform(): number {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return (result >>> 0) / 4294967296
  }
  return { uniform, whole: (below) => Math.floor(uniform() * below) }
}

/** The whole numbers 0 to `count` - 1 in random order (Fisher-Yates). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = random.whole(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
