import { type Random, randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import type { CompetitionSeries } from './m3-series.ts'

/**
 * Series made from a seed, like those of businesses but of nobody: a level that wanders and grows or shrinks by a rate that
 * itself drifts and is damped, a season that changes slowly, noise that may remember, and now and then a step or an
 * outlier; everything multiplied. Yearly, quarterly and monthly, `count` of each, with the horizons of M3. All strengths are
 * drawn at random from wide ranges that were chosen before any result was seen.
 */
export function simulatedSeries({ count, seed }: { count: number; seed: number }): CompetitionSeries[] {
  const random = randomFrom(seed)
  return shapes.flatMap((shape) => Array.from({ length: count }, (_, i) => oneSeries(random, shape, i)))
}

const shapes = [
  { period: 'simulated years', seasonLength: 1, horizon: 6, least: 14, most: 45 },
  { period: 'simulated quarters', seasonLength: 4, horizon: 8, least: 16, most: 64 },
  { period: 'simulated months', seasonLength: 12, horizon: 18, least: 48, most: 126 },
] as const

function oneSeries(random: Random, shape: (typeof shapes)[number], i: number): CompetitionSeries {
  const { period, seasonLength: m, horizon, least, most } = shape
  const between = (low: number, high: number) => low + (high - low) * random.uniform()
  const known = Math.floor(between(least, most + 1))
  const perYear = Math.sqrt(1 / m)
  const wander = perYear * 10 ** between(-2.5, -0.8)
  const noise = 10 ** between(-2.5, -0.8)
  const memory = random.uniform() < 0.3 ? between(0.2, 0.8) : 0
  const damping = between(0.85, 1) ** (1 / m)
  const turning = random.uniform() < 0.5 ? (0.03 * random.uniform()) / m : 0
  const stepChance = random.uniform() < 0.2 ? 1 / known : 0
  const outlierChance = random.uniform() < 0.3 ? 0.02 : 0
  const amplitude = m > 1 && random.uniform() < 0.75 ? between(0.02, 0.4) : 0
  const season = Float64Array.from({ length: m }, () => amplitude * random.normal())
  let level = Math.log(5000) + random.normal()
  let growth = (0.06 * random.normal()) / m
  let remembered = 0
  const values = Float64Array.from({ length: known + horizon }, (_, t) => {
    growth = damping * growth + turning * random.normal()
    level += growth + wander * random.normal() + (random.uniform() < stepChance ? 0.2 * random.normal() : 0)
    season[t % m]! += 0.1 * amplitude * random.normal()
    remembered = memory * remembered + noise * random.normal()
    const outlier = random.uniform() < outlierChance ? 0.3 * random.normal() : 0
    return Math.exp(level + season[t % m]! + remembered + outlier)
  })
  const id = `${period} ${i + 1}`
  return { id, period, seasonLength: m, history: values.slice(0, known), actual: values.slice(known) }
}
