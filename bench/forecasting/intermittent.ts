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
  readonly within90: number
  readonly within975: number
}

/** Simulated intermittent demand of four kinds, 400 series of 60 known and 12 coming periods each. */
export function measureIntermittent(): IntermittentScore[] {
  const models = [croston(), sba(), tsb(), imapa(), counts(), mean(), autoModel()]
  return kinds.flatMap((kind) => {
    const set = simulated(kind)
    return models.map((model) => scored(kind, model, set))
  })
}

/** All scores as a table. */
export function intermittentTable(scores: readonly IntermittentScore[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return [
    '| demand | model | RMSSE | bias | at or below the 90 % quantile | at or below the 97.5 % quantile |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...scores.map((s) => {
      const cells = [s.rmsse.toFixed(4), percent(s.bias), percent(s.within90), percent(s.within975)]
      return `| ${[s.kind, s.model, ...cells].join(' | ')} |`
    }),
  ].join('\n')
}

const kinds = ['steady chance', 'drifting chance', 'fading chance', 'seasonal sizes'] as const
const [known, ahead, seed] = [60, 12, 77]

function simulated(kind: (typeof kinds)[number]): Float64Array[] {
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
  return Array.from({ length: 400 }, () => {
    const start = 0.1 + 0.5 * random.uniform()
    const size = 1 + 10 * random.uniform() ** 2
    const spread = random.uniform()
    let odds = Math.log(start / (1 - start))
    return Float64Array.from({ length: known + ahead }, (_, t) => {
      if (kind === 'drifting chance') odds += 0.12 * random.normal()
      if (kind === 'fading chance') odds -= 0.02
      const wave = kind === 'seasonal sizes' ? 1 + 0.5 * Math.sin((t * Math.PI) / 6) : 1
      const rate = size * Math.exp(spread * random.normal() - (spread * spread) / 2) * wave
      return random.uniform() < 1 / (1 + Math.exp(-odds)) ? 1 + poisson(rate) : 0
    })
  })
}

function scored(kind: string, model: Model, set: readonly Float64Array[]): IntermittentScore {
  let [error, count, excess, total, within90, within975, steps] = [0, 0, 0, 0, 0, 0, 0]
  for (const series of set) {
    const history = series.slice(0, known)
    const actual = series.slice(known)
    const forecast = fitted(model, history).forecast({ horizon: ahead, levels: [80, 95] })
    const one = rmsse({ actual, forecast: forecast.mean, history })
    if (Number.isFinite(one)) {
      error += one
      count++
    }
    for (let h = 0; h < ahead; h++) {
      excess += forecast.mean[h]! - actual[h]!
      total += actual[h]!
      if (actual[h]! <= forecast.intervals[0]!.hi[h]!) within90++
      if (actual[h]! <= forecast.intervals[1]!.hi[h]!) within975++
      steps++
    }
  }
  return {
    ...{ kind, model: model.name, rmsse: error / count, bias: excess / total },
    ...{ within90: within90 / steps, within975: within975 / steps },
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
