/** A stream of pseudo-random numbers; the same seed gives the same stream. */
export interface Random {
  /** The next number, uniform on [0, 1). */
  uniform(): number
  /** The next number, standard normal. */
  normal(): number
}

/** Starts a stream from a whole-number seed (the small fast counter generator sfc32, normals by the polar method). */
export function randomFrom(seed: number): Random {
  let a = seed | 0
  let b = Math.floor(seed / 4294967296) | 0
  let c = 0x9e3779b9 | 0
  let counter = 1
  let spare = Number.NaN
  function next(): number {
    const mixed = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + mixed) | 0
    return mixed >>> 0
  }
  for (let i = 0; i < 15; i++) next()
  function uniform(): number {
    return next() / 4294967296
  }
  function normal(): number {
    if (!Number.isNaN(spare)) {
      const value = spare
      spare = Number.NaN
      return value
    }
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const s = u * u + v * v
      if (s > 0 && s < 1) {
        const factor = Math.sqrt((-2 * Math.log(s)) / s)
        spare = v * factor
        return u * factor
      }
    }
  }
  return { uniform, normal }
}
