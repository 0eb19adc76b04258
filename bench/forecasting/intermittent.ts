import {
  autoModel,
  counts,
  croston,
  type Fitted,
  imapa,
  type Model,
  mean,
  rmsse,
  sba,
  tsb,
} from '@drumbeat/forecasting'
import { randomFrom } from '../../packages/forecasting/src/random.ts'
import { type Lumpy, lumpyAdventureWorks } from './lumpy-adventureworks.ts'

/** The table of `measureIntermittent`. */
export async function run(): Promise<string> {
  return intermittentTable(measureIntermittent())
}

/** One model on one kind of demand; bias and shares as fractions. */
export interface IntermittentScore {
  readonly kind: string
  readonly model: string
  readonly rmsse: number
  readonly bias: number
  /** Shares of what came at or below the quantiles; counts are lumps, so these lie above the level, `below` under it. */
  readonly within90: number
  readonly within975: number
  readonly below90: number
  readonly below975: number
}

/**
 * Simulated intermittent demand, 2,000 series a kind of 60 known and 12 coming periods (half of the items of the last kind
 * end for good at a random time), and the lumpy item x territory series of AdventureWorks where its files are there.
 */
export function measureIntermittent(): IntermittentScore[] {
  const models = [croston(), sba(), tsb(), imapa(), counts(), mean(), autoModel()]
  const sets = [...kinds.map((kind): [string, Lumpy[]] => [kind, simulated(kind)]), ...lumpyAdventureWorks()]
  return sets.flatMap(([kind, set]) => models.map((model) => scored(kind, model, set)))
}

/** All scores as a table. */
export function intermittentTable(scores: readonly IntermittentScore[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return [
    '| demand | model | RMSSE | bias | below, and at or below the 90 % quantile | the 97.5 % quantile |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...scores.map((s) => {
      const shares = [
        `${percent(s.below90)}, ${percent(s.within90)}`,
        `${percent(s.below975)}, ${percent(s.within975)}`,
      ]
      const cells = [s.rmsse.toFixed(4), percent(s.bias), ...shares]
      return `| ${[s.kind, s.model, ...cells].join(' | ')} |`
    }),
  ].join('\n')
}

const kinds = ['steady chance', 'drifting chance', 'fading chance', 'seasonal sizes', 'ending items'] as const
const [known, ahead, seed] = [60, 12, 77]

function simulated(kind: (typeof kinds)[number]): Lumpy[] {
  const random = randomFrom(seed)
  function poisson(rate: number): number {
    const limit = random.uniform()
    let k = 0
    let chance = Math.exp(-rate)
    for (let sum = chance; sum < limit && k < 500; sum += chance) {
      k++
      chance *= rate / k
    }
    return k
  }
  return Array.from({ length: 2000 }, () => {
    const start = 0.1 + 0.5 * random.uniform()
    const size = 1 + 10 * random.uniform() ** 2
    const spread = random.uniform()
    let odds = Math.log(start / (1 - start))
    const end =
      kind === 'ending items' && random.uniform() < 0.5 ? 20 + 50 * random.uniform() : Number.POSITIVE_INFINITY
    const values = Float64Array.from({ length: known + ahead }, (_, t) => {
      if (kind === 'drifting chance') odds += 0.12 * random.normal()
      if (kind === 'fading chance') odds -= 0.02
      const wave = kind === 'seasonal sizes' ? 1 + 0.5 * Math.sin((t * Math.PI) / 6) : 1
      const rate = size * Math.exp(spread * random.normal() - (spread * spread) / 2) * wave
      const demand = random.uniform() < 1 / (1 + Math.exp(-odds)) ? 1 + poisson(rate) : 0
      return t >= end ? 0 : demand
    })
    return { history: values.slice(0, known), actual: values.slice(known) }
  })
}

function scored(kind: string, model: Model, set: readonly Lumpy[]): IntermittentScore {
  let [error, count, excess, total, steps] = [0, 0, 0, 0, 0]
  let [within90, within975, below90, below975] = [0, 0, 0, 0]
  for (const { history, actual } of set) {
    const forecast = fitted(model, history).forecast({ horizon: actual.length, levels: [80, 95] })
    const one = rmsse({ actual, forecast: forecast.mean, history })
    if (Number.isFinite(one)) {
      error += one
      count++
    }
    for (let h = 0; h < actual.length; h++) {
      excess += forecast.mean[h]! - actual[h]!
      total += actual[h]!
      if (actual[h]! <= forecast.intervals[0]!.hi[h]!) within90++
      if (actual[h]! <= forecast.intervals[1]!.hi[h]!) within975++
      if (actual[h]! < forecast.intervals[0]!.hi[h]!) below90++
      if (actual[h]! < forecast.intervals[1]!.hi[h]!) below975++
      steps++
    }
  }
  return {
    ...{ kind, model: model.name, rmsse: error / count, bias: excess / total },
    ...{ within90: within90 / steps, within975: within975 / steps },
    ...{ below90: below90 / steps, below975: below975 / steps },
  }
}

function fitted(model: Model, history: Float64Array): Fitted {
  const options = { seasonLength: 12, nonNegative: true }
  const first = model.fit(history, options)
  if (first.kind === 'fitted') return first
  const plain = mean().fit(history, options)
  if (plain.kind === 'declined') throw new Error(plain.reason)
  return plain
}
