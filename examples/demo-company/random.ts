/** A seeded stream of draws; the same seed gives the same stream for ever. `fork` starts an independent stream by name. */
export type Random = {
  bits: () => number
  uniform: () => number
  between: (range: { from: number; to: number }) => number
  whole: (below: number) => number
  chance: (probability: number) => boolean
  normal: () => number
  gamma: (shape: number) => number
  poisson: (mean: number) => number
  pick: <T>(options: readonly T[]) => T
  fork: (name: string) => Random
}

/** Starts a stream: xoshiro128** (Blackman and Vigna, 2018) filled by splitmix32 from the seed's text. */
export function randomFrom(seed: string): Random {
  const bits = xoshiro(fnv1a(seed))
  const uniform = () => bits() / 4294967296
  const whole = (below: number) => Math.floor(uniform() * below)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    bits,
    uniform,
    between: ({ from, to }) => from + (to - from) * uniform(),
    whole,
    chance: (probability) => uniform() < probability,
    normal,
    gamma: (shape) => gammaDraw({ shape, uniform, normal }),
    poisson: (mean) => poissonDraw({ mean, uniform, normal }),
    pick: (options) => options[whole(options.length)]!,
    fork: (name) => randomFrom(`${seed}/${name}`),
  }
}

/** Prepares draws of an index with chances in proportion to the weights. */
export function weightedPicker(weights: readonly number[]): (random: Random) => number {
  const cumulative = new Float64Array(weights.length)
  let total = 0
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!
    cumulative[i] = total
  }
  return (random) => {
    const target = random.uniform() * total
    let low = 0
    let high = weights.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (cumulative[middle]! > target) high = middle
      else low = middle + 1
    }
    return low
  }
}

function xoshiro(seed: number): () => number {
  let state = seed
  function splitmix(): number {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let d = splitmix()
  return () => {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Mean = shape, scale 1. Marsaglia and Tsang (2000); shapes below 1 by their boost. */
function gammaDraw(input: { shape: number; uniform: () => number; normal: () => number }): number {
  const { shape, uniform, normal } = input
  if (shape < 1) return gammaDraw({ ...input, shape: shape + 1 }) * (1 - uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Multiplication of uniforms for small means, a rounded normal above 40. */
function poissonDraw(input: { mean: number; uniform: () => number; normal: () => number }): number {
  const { mean, uniform, normal } = input
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = uniform(); product > limit; product *= uniform()) count++
  return count
}
