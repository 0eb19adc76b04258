import { seasonalIndices } from '../season/seasonality.ts'

/** One life: values from the first sale on, oldest first, the last one in the same period for the whole family. */
export interface Life {
  readonly values: Float64Array
  readonly weight: number
  /** True when the first value is a launch and not merely where the records begin. */
  readonly launched: boolean
}

/** Multiplicative indices of a season, by place counted back from the end: entry 0 belongs to the last period of the family. */
export type BackwardSeason = Float64Array

/**
 * The season of a family and of each member. Members' indices by classical decomposition are averaged by weight and
 * precision; the average is shrunk towards no season, and each member's towards the average, by positive-part
 * James-Stein factors from the sampling variances (Efron & Morris 1975; Miller & Williams 2003).
 */
export function familySeason(lives: readonly Life[], m: number): { family: BackwardSeason; own: BackwardSeason[] } {
  const flat = new Float64Array(m).fill(1)
  const raw = lives.map((life) => rawSeason(life, m))
  const known = raw.filter((season) => season !== undefined)
  if (m < 2 || known.length === 0) return { family: flat, own: lives.map(() => flat) }
  const precision = known.map(({ weight, variance }) => weight / Math.max(1e-6, variance))
  const total = precision.reduce((sum, value) => sum + value, 0)
  const mean = flat.map((_, i) => known.reduce((sum, { indices }, j) => sum + indices[i]! * precision[j]!, 0) / total)
  const within = known.reduce((sum, { variance }, j) => sum + variance * precision[j]!, 0) / total
  const spread =
    known.length < 2
      ? within
      : known.reduce((sum, { indices }, j) => sum + precision[j]! * distance(indices, mean), 0) /
        (total * m * (1 - 1 / known.length))
  const between = Math.max(0, spread - within)
  const height = distance(mean, flat) / m
  const factor = Math.max(0, 1 - (within + between) / known.length / Math.max(1e-12, height))
  const family = mean.map((index) => 1 + factor * (index - 1))
  const own = raw.map((season) => {
    if (!season) return family
    const share = between / Math.max(1e-12, between + season.variance)
    return family.map((index, i) => index + share * (season.indices[i]! - index))
  })
  return { family, own }
}

/** Indices less certain than this say nothing. */
const useless = 25

/** Indices of one life with the mean sampling variance of an index; undefined where two seasons are not there or zeros are many. */
function rawSeason({ values, weight }: Life, m: number) {
  const n = values.length
  if (n < 2 * m + 1) return undefined
  const usual = values.reduce((sum, value) => sum + value, 0) / n
  const lifted = values.map((value) => Math.max(value, 0.01 * usual))
  if (!(usual > 0)) return undefined
  const forward = seasonalIndices(lifted, m, 'multiplicative')
  if (!forward.every((index) => Number.isFinite(index) && index > 0)) return undefined
  const indices = Float64Array.from({ length: m }, (_, back) => forward[(((n - 1 - back) % m) + m) % m]!)
  const variance = indexVariance(lifted, forward, m)
  return variance < useless ? { indices, weight, variance } : undefined
}

/** The variance of one index: that of what trend and season leave, over the number of seasons seen. */
function indexVariance(y: Float64Array, forward: Float64Array, m: number): number {
  let sum = 0
  let count = 0
  const adjusted = y.map((value, t) => value / forward[t % m]!)
  for (let t = 1; t + 1 < y.length; t++) {
    const level = (adjusted[t - 1]! + adjusted[t + 1]!) / 2
    if (!(level > 0)) continue
    sum += (adjusted[t]! / level - 1) ** 2 / 1.5
    count++
  }
  return (sum / Math.max(1, count)) * (m / (y.length - m))
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)
}
