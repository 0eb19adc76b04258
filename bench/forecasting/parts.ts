import {
  adida,
  auto,
  coverage,
  ets,
  type Fitted,
  imapa,
  learnPrior,
  learnsFromOthers,
  type Model,
  mase,
  mean,
  quantilesOf,
  rmsse,
  sba,
  tsb,
} from '@drumbeat/forecasting'
import type { Lumpy } from './lumpy-adventureworks.ts'
import { partKinds, simulatedParts } from './parts-series.ts'

/** Simulated spare parts, 1,500 a kind: `auto` alone and with what the parts of its kind have in common, beside methods of intermittent demand. */
export async function run(): Promise<string> {
  return [
    `${count} parts a kind, 39 known and 12 coming months, seeds ${seed} and on. Pinball: mean loss of the quantiles 0.5, 0.8, 0.9, 0.95 and 0.975, each over all parts and months.`,
    '',
    '| kind | model | RMSSE | MASE | bias | 95 % covers | pinball |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...partKinds.flatMap((kind, i) => rowsOf(kind, simulatedParts(kind, { seed: seed + i, count }))),
  ].join('\n')
}

const [count, seed] = [1500, 4711]
const probabilities = [0.5, 0.8, 0.9, 0.95, 0.975]
const models: readonly Model[] = [mean(), ets({ form: 'ANN' }), sba(), tsb(), adida(), imapa()]

function rowsOf(kind: string, set: readonly Lumpy[]): string[] {
  const prior = learnPrior(set.map(({ history }) => history).filter(learnsFromOthers))
  const ways: [string, (history: Float64Array) => Fitted][] = [
    ['zero', zero],
    ...models.map((model): [string, (history: Float64Array) => Fitted] => [model.name, (y) => fitOr(model, y)]),
    ['auto', (series) => ofAuto({ series })],
    ['auto, prior learned', (series) => ofAuto({ series, ...(learnsFromOthers(series) && { prior }) })],
  ]
  return ways.map(([name, fit]) => row(kind, name, set, fit))
}

function row(kind: string, name: string, set: readonly Lumpy[], model: (history: Float64Array) => Fitted): string {
  const sums = { rmsse: 0, mase: 0, excess: 0, sold: 0, covers: 0, pinball: 0, scaled: 0 }
  for (const { history, actual } of set) {
    const fitted = model(history)
    const horizon = actual.length
    const { mean: forecast, intervals } = fitted.forecast({ horizon, levels: [95] })
    sums.scaled++
    sums.rmsse += rmsse({ actual, forecast, history })
    sums.mase += mase({ actual, forecast, history, seasonLength: 1 })
    sums.covers += coverage({ actual, ...intervals[0]! })
    const { values } = quantilesOf({ fitted, horizon, probabilities })
    for (let h = 0; h < horizon; h++) {
      sums.excess += forecast[h]! - actual[h]!
      sums.sold += actual[h]!
      for (const [k, p] of probabilities.entries()) {
        const over = actual[h]! - values[k]![h]!
        sums.pinball += Math.max(p * over, (p - 1) * over) / horizon / probabilities.length
      }
    }
  }
  const each = (sum: number, digits: number) => (sum / sums.scaled).toFixed(digits)
  const bias = `${((100 * sums.excess) / sums.sold).toFixed(1)} %`
  const cells = [
    each(sums.rmsse, 4),
    each(sums.mase, 4),
    bias,
    `${each(100 * sums.covers, 1)} %`,
    each(sums.pinball, 4),
  ]
  return `| ${[kind, name, ...cells].join(' | ')} |`
}

function ofAuto(given: Pick<Parameters<typeof auto>[0], 'series' | 'prior'>): Fitted {
  const fitted = auto({ ...given, seasonLength: 12, nonNegative: true })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  return fitted
}

function fitOr(model: Model, history: Float64Array): Fitted {
  const options = { seasonLength: 1, nonNegative: true }
  for (const each of [model, mean()]) {
    const fitted = each.fit(history, options)
    if (fitted.kind === 'fitted') return fitted
  }
  throw new Error(`No model took ${history.length} months.`)
}

function zero(history: Float64Array): Fitted {
  return ofAuto({ series: history.map(() => 0) })
}
