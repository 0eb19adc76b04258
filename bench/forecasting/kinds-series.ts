import { type Random, randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import type { CompetitionSeries } from './m3-series.ts'

/**
 * Series of many kinds made from a seed, each kind with the season, lengths and horizon at which it is met in practice: `count` of
 * each (fewer where a series is long). Strengths are drawn from ranges chosen before any result was seen.
 */
export function seriesOfKinds({ count, seed }: { count: number; seed: number }): CompetitionSeries[] {
  return kinds.flatMap((kind, k) => {
    const random = randomFrom(seed + 101 * k)
    const [shortest, longest] = kind.lengths
    return Array.from({ length: Math.ceil(count / (kind.rarer ?? 1)) }, (_, i) => {
      const known = shortest + Math.floor((longest - shortest + 1) * random.uniform())
      const values = kind.make(random, known + kind.horizon)
      return {
        ...{ id: `${kind.name} ${i + 1}`, period: kind.name, seasonLength: kind.seasonLength },
        ...{ history: values.slice(0, known), actual: values.slice(known) },
      }
    })
  })
}

interface Kind {
  readonly name: string
  readonly seasonLength: number
  readonly horizon: number
  readonly lengths: readonly [number, number]
  readonly rarer?: number
  readonly make: (random: Random, length: number) => Float64Array
}

/** What a series is made of; standard deviations and growth are shares of the level, per period. */
interface Parts {
  readonly level?: number
  readonly growth?: number
  /** How much of the growth is left a period later. */
  readonly damping?: number
  readonly turning?: number
  readonly wander?: number
  readonly noise?: number
  readonly memory?: number
  /** Logarithms of the season, added up where there are several. */
  readonly seasons?: readonly Float64Array[]
  /** How far the first season wanders a period. */
  readonly drifting?: number
  readonly stepChance?: number
}

const kinds: readonly Kind[] = [
  kind('years, 13', 1, 6, [13, 13], (r, n) => grown(r, n, yearly(r))),
  kind('years, 10-40', 1, 6, [10, 40], (r, n) => grown(r, n, yearly(r))),
  kind('years of tourism', 1, 4, [10, 24], (r, n) => grown(r, n, { ...yearly(r), growth: within(r, 0, 0.12) })),
  kind('level and noise', 1, 12, [20, 80], (r, n) => grown(r, n, { noise: within(r, 0.03, 0.3) })),
  kind('level and noise, months', 12, 18, [40, 120], (r, n) => grown(r, n, { noise: within(r, 0.03, 0.3) })),
  kind('random walk', 1, 14, [90, 300], (r, n) => grown(r, n, { wander: within(r, 0.003, 0.03) })),
  kind('random walk, months', 12, 18, [60, 180], (r, n) => grown(r, n, { wander: within(r, 0.01, 0.06) })),
  kind('local trend', 1, 8, [24, 100], (r, n) =>
    grown(r, n, { growth: 0.01 * r.normal(), turning: within(r, 0.001, 0.01), noise: within(r, 0.005, 0.05) }),
  ),
  kind('line and noise', 1, 8, [20, 60], (r, n) => line(r, n, within(r, 0.01, 0.1))),
  kind('saturating', 1, 8, [20, 60], (r, n) => saturating(r, n, within(r, 0.005, 0.05))),
  kind('saturating, months', 12, 18, [48, 120], (r, n) =>
    saturating(r, n, within(r, 0.005, 0.05), oneSeason(r, 12, 0.15)),
  ),
  kind('damped, quarters', 4, 8, [20, 60], (r, n) =>
    grown(r, n, { ...tourism(r, 4, 0.15), damping: 0.9, growth: 0.08 }),
  ),
  kind('damped, months', 12, 18, [48, 120], (r, n) =>
    grown(r, n, { ...tourism(r, 12, 0.15), damping: 0.96, growth: 0.03 }),
  ),
  kind('breaks', 1, 8, [30, 90], (r, n) => grown(r, n, { noise: within(r, 0.02, 0.1), stepChance: 2 / n })),
  kind('breaks, months', 12, 18, [48, 120], (r, n) => grown(r, n, { ...tourism(r, 12, 0.15), stepChance: 1.5 / n })),
  kind('growing quarters', 4, 8, [24, 100], (r, n) => grown(r, n, tourism(r, 4, within(r, 0.1, 0.5)))),
  kind('growing months', 12, 24, [60, 240], (r, n) => grown(r, n, tourism(r, 12, within(r, 0.1, 0.5)))),
  kind('short growing quarters', 4, 4, [12, 24], (r, n) => grown(r, n, tourism(r, 4, within(r, 0.1, 0.5)))),
  kind('short growing months', 12, 12, [30, 48], (r, n) => grown(r, n, tourism(r, 12, within(r, 0.1, 0.5)))),
  kind('steady seasonal months', 12, 18, [60, 120], (r, n) =>
    grown(r, n, { noise: within(r, 0.02, 0.1), seasons: [oneSeason(r, 12, within(r, 0.05, 0.3))] }),
  ),
  kind('counts, months', 12, 12, [72, 72], (r, n) =>
    counts(r, grown(r, n, { ...monthly(r), level: 10 ** within(r, 0.8, 2) })),
  ),
  kind('spare parts', 12, 12, [39, 39], (r, n) =>
    counts(r, grown(r, n, { noise: 0.5, level: 10 ** within(r, -0.7, 0.3) })),
  ),
  kind('days', 7, 14, [90, 400], (r, n) => grown(r, n, daily(r)), 2),
  kind('days, 56 ahead', 7, 56, [735, 735], (r, n) => grown(r, n, daily(r)), 4),
  kind('weeks, smooth year', 52, 13, [110, 260], (r, n) => grown(r, n, weekly(r, smooth(r, 52, 0.2))), 2),
  kind('weeks, rough year', 52, 13, [110, 260], (r, n) => grown(r, n, weekly(r, oneSeason(r, 52, 0.15))), 2),
  kind('weeks without a year', 52, 13, [110, 260], (r, n) => grown(r, n, { wander: within(r, 0.005, 0.04) }), 2),
  kind('hours, 24', 24, 48, [336, 1008], (r, n) => grown(r, n, hourly(r, false)), 4),
  kind('hours, 24 of 168', 24, 48, [336, 1008], (r, n) => grown(r, n, hourly(r, true)), 4),
  kind('hours, 168', 168, 48, [505, 1008], (r, n) => grown(r, n, hourly(r, true)), 4),
]

function kind(
  ...[name, seasonLength, horizon, lengths, make, rarer = 1]: [
    string,
    number,
    number,
    [number, number],
    Kind['make'],
    number?,
  ]
): Kind {
  return { name, seasonLength, horizon, lengths, make, rarer }
}

function yearly(r: Random): Parts {
  return {
    growth: 0.04 * r.normal() + 0.03,
    turning: within(r, 0, 0.02),
    wander: within(r, 0.01, 0.08),
    noise: within(r, 0, 0.06),
  }
}

function tourism(r: Random, m: number, strength: number): Parts {
  return {
    ...{ growth: within(r, 0, 0.1) / m, turning: within(r, 0, 0.01) / m, wander: within(r, 0.01, 0.06) / Math.sqrt(m) },
    ...{ noise: within(r, 0.02, 0.08), seasons: [oneSeason(r, m, strength)], drifting: within(r, 0, 0.02) },
  }
}

function monthly(r: Random): Parts {
  return { wander: within(r, 0, 0.02), seasons: [oneSeason(r, 12, within(r, 0, 0.15))] }
}

function daily(r: Random): Parts {
  return {
    wander: within(r, 0, 0.02),
    noise: within(r, 0.05, 0.25),
    memory: within(r, 0, 0.6),
    seasons: [oneSeason(r, 7, within(r, 0.1, 0.4))],
  }
}

function weekly(r: Random, season: Float64Array): Parts {
  return {
    growth: (0.05 * r.normal()) / 52,
    wander: within(r, 0, 0.02),
    noise: within(r, 0.02, 0.1),
    memory: within(r, 0, 0.5),
    seasons: [season],
  }
}

function hourly(r: Random, ofWeek: boolean): Parts {
  const day = smooth(r, 24, within(r, 0.1, 0.4))
  const weekend = within(r, 0.05, 0.4)
  const week = Float64Array.from({ length: 168 }, (_, t) => (t >= 120 ? -weekend * (1 + day[t % 24]!) : 0))
  const seasons = ofWeek ? [day, week] : [day]
  return { wander: within(r, 0, 0.005), noise: within(r, 0.01, 0.06), memory: within(r, 0.3, 0.9), seasons }
}

function grown(r: Random, length: number, parts: Parts): Float64Array {
  const { growth = 0, damping = 1, turning = 0, wander = 0, noise = 0, memory = 0, seasons = [], drifting = 0 } = parts
  const { stepChance = 0, level: start = 5000 * Math.exp(r.normal()) } = parts
  const first = seasons[0]?.slice()
  let [level, rate, kept] = [Math.log(start), growth, 0]
  return Float64Array.from({ length }, (_, t) => {
    rate = damping * rate + turning * r.normal()
    level += rate + wander * r.normal() + (r.uniform() < stepChance ? 0.3 * r.normal() : 0)
    kept = memory * kept + noise * r.normal()
    let season = 0
    if (first) {
      const place = t % first.length
      first[place]! += drifting * r.normal()
      season = first[place]!
    }
    for (const more of seasons.slice(1)) season += more[t % more.length]!
    return Math.exp(level + season + kept)
  })
}

function line(r: Random, length: number, noise: number): Float64Array {
  const slope = within(r, -0.005, 0.03)
  return Float64Array.from({ length }, (_, t) => 1000 * (Math.max(0.1, 1 + slope * t) + noise * r.normal()))
}

/** A logistic course from almost nothing to its end, wherever in it the history stops. */
function saturating(r: Random, length: number, noise: number, season?: Float64Array): Float64Array {
  const middle = length * within(r, 0.1, 0.7)
  const pace = within(r, 4, 15) / length
  return Float64Array.from({ length }, (_, t) => {
    const course = 0.1 + 1 / (1 + Math.exp(-pace * (t - middle)))
    return 1000 * course * Math.exp((season?.[t % season.length] ?? 0) + noise * r.normal())
  })
}

/** Poisson counts with these means. */
function counts(r: Random, means: Float64Array): Float64Array {
  return means.map((rate) => {
    if (rate > 200) return Math.max(0, Math.round(rate + Math.sqrt(rate) * r.normal()))
    let [count, product] = [0, r.uniform()]
    for (const least = Math.exp(-rate); product > least; count++) product *= r.uniform()
    return count
  })
}

function oneSeason(r: Random, m: number, strength: number): Float64Array {
  return Float64Array.from({ length: m }, () => strength * r.normal())
}

/** Three waves. */
function smooth(r: Random, m: number, strength: number): Float64Array {
  const waves = [1, 2, 3].map((k) => ({ k, size: (strength * r.normal()) / k, at: 2 * Math.PI * r.uniform() }))
  return Float64Array.from({ length: m }, (_, t) =>
    waves.reduce((sum, { k, size, at }) => sum + Math.SQRT2 * size * Math.sin(at + (2 * Math.PI * k * t) / m), 0),
  )
}

function within(r: Random, low: number, high: number): number {
  return low + (high - low) * r.uniform()
}
