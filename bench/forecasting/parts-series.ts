import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import type { Lumpy } from './lumpy-adventureworks.ts'

/** What happens to the demand for a part. */
export const partKinds = [
  'steady',
  'life cycle',
  'slopes',
  'ends and births',
  'level changes',
  'mixed',
  'market falls',
] as const

const [known, ahead] = [39, 12]

/**
 * Simulated monthly demand for spare parts, 39 known and 12 coming months: counts of mean 0.2 to 1 (a tenth of the parts three times that),
 * three in ten Poisson, the others with a gamma law of shape 0.5 to 3.5 on top, so that most months are zero. Parts with fewer than
 * three months sold are left out. The same seed gives the same series.
 */
export function simulatedParts(kind: (typeof partKinds)[number], given: { seed: number; count: number }): Lumpy[] {
  const random = randomFrom(given.seed)
  const parts: Lumpy[] = []
  while (parts.length < given.count) {
    const values = part(kind, random)
    const history = values.slice(0, known)
    if (history.filter((value) => value > 0).length < 3) continue
    parts.push({ history, actual: values.slice(known), origin: 0 })
  }
  return parts
}

type Random = ReturnType<typeof randomFrom>

function part(kind: (typeof partKinds)[number], random: Random): Float64Array {
  const months = known + ahead
  const mean = 0.2 * 5 ** random.uniform() * (random.uniform() < 0.1 ? 3 : 1)
  const shape = random.uniform() < 0.3 ? Number.POSITIVE_INFINITY : 0.5 + 3 * random.uniform()
  const [peak, width] = [-40 + 90 * random.uniform(), 20 + 40 * random.uniform()]
  const slope = -0.01 + 0.02 * random.normal()
  const end = random.uniform() < 0.25 ? 60 * random.uniform() : Number.POSITIVE_INFINITY
  const birth = random.uniform() < 0.25 ? 30 * random.uniform() : 0
  const [turn, times, wandering] = [
    months * random.uniform(),
    Math.exp(0.8 * random.normal() - 0.2),
    0.12 * random.uniform(),
  ]
  const is = (...kinds: string[]) => kinds.includes(kind)
  let wander = 0
  return Float64Array.from({ length: months }, (_, t) => {
    wander += wandering * random.normal()
    let rate = mean
    if (is('life cycle')) rate *= 1.6 * Math.exp(-0.5 * ((t - peak) / width) ** 2)
    if (is('market falls')) rate *= Math.exp(-0.025 * t)
    if (is('slopes', 'mixed')) rate *= Math.exp(slope * t)
    if (is('ends and births', 'mixed') && (t >= end || t < birth)) rate = 0
    if (is('level changes', 'mixed')) rate *= Math.exp(wander) * (t >= turn ? times : 1)
    return poisson(random, shape === Number.POSITIVE_INFINITY ? rate : (rate * gamma(random, shape)) / shape)
  })
}

function poisson(random: Random, rate: number): number {
  const limit = random.uniform()
  let [count, chance] = [0, Math.exp(-rate)]
  for (let sum = chance; sum < limit && count < 500; sum += chance) {
    count++
    chance *= rate / count
  }
  return count
}

/** A gamma variate of scale one (Marsaglia & Tsang 2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * Math.max(1e-12, random.uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = random.normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
