import type { FitOptions, ForecastRequest } from '@drumbeat/forecasting'
import { type Random, randomFrom } from '../../packages/forecasting/src/numerics/random.ts'

/** One awkward question: a series, what is said of it, what is asked, and the values that come later. */
export interface FuzzCase {
  readonly kind: string
  readonly series: number[]
  readonly options: Required<Omit<FitOptions, 'prior'>>
  readonly request: Required<ForecastRequest>
  readonly next: readonly number[]
}

/** The case of a seed: the same seed gives the same case. */
export function caseOf(seed: number): FuzzCase {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]) => values[Math.floor(values.length * random.uniform())]!
  const [kind, make] = pick(kinds)
  const scale = pick([1, 1, 1, 1e-12, 1e12, 1e-30, 1e60])
  const sign = pick([1, 1, 1, 1, -1])
  let series = make(random, lengthOf(random)).map((value) => sign * scale * value)
  if (random.uniform() < 0.15) series = series.map((value) => (random.uniform() < 0.2 ? Number.NaN : value))
  if (random.uniform() < 0.03) series[Math.floor(series.length * random.uniform())] = pick(impossible)
  return {
    ...{ kind, series },
    options: {
      seasonLength: random.uniform() < 0.02 ? pick(noSeasons) : pick([1, 1, 4, 7, 12, 12, 24, 52, series.length, 366]),
      nonNegative: random.uniform() < 0.5,
      seed: random.uniform() < 0.02 ? pick([Number.NaN, -1, 0.5, 2 ** 53]) : Math.floor(1e9 * random.uniform()),
    },
    request: {
      horizon: random.uniform() < 0.02 ? pick(noHorizons) : pick([1, 2, 6, 12, 18, 60]),
      levels: random.uniform() < 0.02 ? [pick(noLevels)] : pick([[80, 95], [50, 80, 95, 99.9], [], [95, 80], [0.001]]),
    },
    next: [pick([0, 1, -5, 1e12, 1e-12, Number.NaN, scale]), random.uniform() < 0.02 ? pick(impossible) : scale],
  }
}

const impossible = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e200]
const noSeasons = [0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9]
const noHorizons = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]
const noLevels = [0, 100, -5, 120, Number.NaN]

function lengthOf(random: Random): number {
  const chance = random.uniform()
  if (chance < 0.25) return Math.floor(4 * random.uniform())
  if (chance < 0.5) return Math.floor(12 * random.uniform())
  return Math.floor(4 + 56 * random.uniform())
}

type Make = (random: Random, length: number) => number[]

function fill(length: number, value: (t: number) => number): number[] {
  return Array.from({ length }, (_, t) => value(t))
}

const kinds: readonly (readonly [string, Make])[] = [
  ['zero', (_, n) => fill(n, () => 0)],
  ['constant', (random, n) => fill(n, constantly(100 * random.uniform() - 20))],
  ['missing', (_, n) => fill(n, () => Number.NaN)],
  ['one value', (random, n) => fill(n, (t) => (t === Math.floor(n / 2) ? 7 : random.uniform() < 0.1 ? 0 : Number.NaN))],
  ['noise', (random, n) => fill(n, () => random.normal())],
  ['positive', (random, n) => fill(n, () => 100 + 10 * random.normal())],
  ['nearly constant', (random, n) => fill(n, () => 1 + 1e-14 * random.normal())],
  ['line', (random, n) => fill(n, linearly(random.normal(), random.normal()))],
  ['exact season', (random, n) => fill(n, periodically(random))],
  ['season and noise', (random, n) => fill(n, (t) => 20 + t + 5 * Math.sin(t / 2) + random.normal())],
  ['growth', (random, n) => fill(n, (t) => Math.exp(0.3 * t * random.uniform()))],
  ['collapse', (random, n) => fill(n, (t) => 1e6 * Math.exp(-t) * (1 + 0.1 * random.uniform()))],
  ['intermittent', (random, n) => fill(n, () => (random.uniform() < 0.2 ? Math.ceil(9 * random.uniform()) : 0))],
  ['fallen silent', (random, n) => fill(n, (t) => (t < n / 3 ? Math.ceil(5 * random.uniform()) : 0))],
  ['spike', (random, n) => fill(n, (t) => (t === n - 1 ? 1e9 : random.uniform()))],
  ['shift', (random, n) => fill(n, (t) => (t < n / 2 ? 1 : 1e6) + random.uniform())],
  ['orders of magnitude', (random, n) => fill(n, () => random.normal() * 10 ** Math.floor(30 * random.uniform() - 15))],
  ['alternating', (_, n) => fill(n, (t) => (t % 2 === 0 ? 1e8 : -1e8))],
  ['walk', walk],
  ['tiny steps on a height', (random, n) => fill(n, () => 1e12 + random.uniform())],
]

function constantly(value: number) {
  return () => value
}

function linearly(start: number, slope: number) {
  return (t: number) => start + slope * t
}

function periodically(random: Random) {
  const season = fill(12, () => Math.ceil(20 * random.uniform()))
  return (t: number) => season[t % 12]!
}

function walk(random: Random, length: number): number[] {
  let value = 0
  return fill(length, () => {
    value += random.normal()
    return value
  })
}
