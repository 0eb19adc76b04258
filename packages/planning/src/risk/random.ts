/** Uniform and normal numbers that the seed decides. */
export interface Random {
  readonly uniform: () => number
  readonly normal: () => number
}

/** A pair of generators from one seed: mixing of a counter (as in SplitMix), and Box and Muller's normals. */
export function random(seed: number): Random {
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bd1e995) >>> 0
  let spare: number | undefined
  function uniform(): number {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296
  }
  function normal(): number {
    if (spare !== undefined) {
      const held = spare
      spare = undefined
      return held
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
  return { uniform, normal }
}
