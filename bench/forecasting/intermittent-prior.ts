import { bayesianIntermittent } from '@drumbeat/forecasting'
import { pairs, slopes, wanders } from '../../packages/forecasting/src/intermittent/bayesian/filter.ts'
import { priorFrom } from '../../packages/forecasting/src/intermittent/bayesian/learn-prior.ts'
import type { IntermittentPrior } from '../../packages/forecasting/src/intermittent/bayesian/prior.ts'
import { rates } from '../../packages/forecasting/src/intermittent/bayesian/sizes.ts'
import { kinds, simulated } from './intermittent-series.ts'

/**
 * Makes the default prior of intermittent demand. Pairs and sizes are learned from simulated series of every kind alike, of a seed
 * that is not scored; growth is held as probable as fading; half the weight goes to a wide table, for what was not
 * simulated. The hazard is that of an item that is sold eight years of months; ends to come are left to those who know
 * prior. The level makes up on other simulated series for what this takes from demand that does not end.
 */
export async function run(): Promise<string> {
  const series = kinds.flatMap((kind) => simulated(kind, { seed: 9001, count: 200 }))
  const learned = priorFrom(
    series.map(({ history }) => history),
    even,
  )
  const usual = {
    ...learned,
    pairs: widened(evenly(learned.pairs)),
    recent: [],
    hazard: 0.01,
    hazardAhead: 0,
    level: 1,
  }
  return ['```', shown({ ...usual, level: levelFor(usual) }), '```'].join('\n')
}

const even: IntermittentPrior = {
  pairs: new Array<number>(pairs).fill(1 / pairs),
  recent: [],
  hazard: 0.003,
  hazardAhead: 0.003,
  sizes: rates.map(() => 1 / rates.length),
  taught: 0,
  level: 1,
}

function evenly(learned: readonly number[]): number[] {
  return learned.map((each, pair) => {
    const opposite = slopes.indexOf(-slopes[Math.floor(pair / wanders.length)]!)
    return opposite < 0 ? each : (each + learned[opposite * wanders.length + (pair % wanders.length)]!) / 2
  })
}

const wide = { slopes: [0.02, 0.08, 0.2, 0.4, 0.2, 0.1], wanders: [0.5, 0.35, 0.15] }

function widened(pairsGiven: readonly number[]): number[] {
  return pairsGiven.map((each, pair) => {
    const other = wide.slopes[Math.floor(pair / wanders.length)]! * wide.wanders[pair % wanders.length]!
    return (each + other) / 2
  })
}

function levelFor(prior: IntermittentPrior): number {
  let [sold, expected] = [0, 0]
  for (const kind of ['steady chance', 'drifting chance', 'seasonal sizes'] as const) {
    for (const { history, actual } of simulated(kind, { seed: 9002, count: 6000 })) {
      const fitted = bayesianIntermittent().fit(history, { prior })
      if (fitted.kind === 'declined') continue
      const { mean } = fitted.forecast({ horizon: actual.length, levels: [] })
      for (let h = 0; h < actual.length; h++) {
        sold += actual[h]!
        expected += mean[h]!
      }
    }
  }
  return sold / expected
}

function shown({ pairs: all, hazard, hazardAhead, sizes, level }: IntermittentPrior): string {
  const rows = slopes.map((_, s) =>
    all.slice(s * wanders.length, (s + 1) * wanders.length).map((each) => Number(each.toFixed(4))),
  )
  const rest = {
    hazard,
    hazardAhead,
    sizes: sizes.map((each) => Number(each.toFixed(3))),
    level: Number(level.toFixed(3)),
  }
  return `pairs ${JSON.stringify(rows)}\n${JSON.stringify(rest)}`
}
