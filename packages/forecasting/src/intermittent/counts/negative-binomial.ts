import { normalQuantile } from '../../numerics/normal.ts'

/** log of the gamma function for x > 0 (Lanczos 1964, g = 7, nine terms). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  let sum = lanczos[0]!
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (shifted + i)
  const t = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** A count with this mean and a variance of mean times `spread`; a spread of 1 is the Poisson distribution. */
export interface CountLaw {
  readonly mean: number
  readonly spread: number
}

/** log probability of count k under the negative binomial law. */
export function logProbability({ mean, spread }: CountLaw, k: number): number {
  if (mean <= 0) return k === 0 ? 0 : Number.NEGATIVE_INFINITY
  if (spread < 1 + 1e-6) return k * Math.log(mean) - mean - logGamma(k + 1)
  const size = mean / (spread - 1)
  return (
    logGamma(size + k) -
    logGamma(size) -
    logGamma(k + 1) -
    size * Math.log(spread) +
    k * Math.log((spread - 1) / spread)
  )
}

/** Beyond this standard deviation counts are as good as continuous. */
const countable = 3000

/** The quantile of the gamma law with the same mean and variance (Wilson & Hilferty 1931). */
function gammaQuantile({ mean, spread }: CountLaw, p: number): number {
  const shape = mean / spread
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape))
  return Math.round(mean * Math.max(0, root) ** 3)
}

/** The smallest count whose cumulated probability reaches p. */
export function countQuantile(law: CountLaw, p: number): number {
  if (law.mean <= 0) return 0
  const size = law.spread < 1 + 1e-6 ? Number.POSITIVE_INFINITY : law.mean / (law.spread - 1)
  const deviation = Math.sqrt(law.mean * law.spread)
  if (!(deviation < countable)) return gammaQuantile(law, p)
  const limit = law.mean + 40 * deviation + 40
  let k = Math.max(0, Math.floor(law.mean - 10 * deviation))
  let chance = Math.exp(logProbability(law, k))
  let sum = chance
  while (sum < p && k < limit) {
    chance *=
      size === Number.POSITIVE_INFINITY ? law.mean / (k + 1) : ((size + k) * (law.spread - 1)) / ((k + 1) * law.spread)
    k++
    sum += chance
  }
  return k
}
