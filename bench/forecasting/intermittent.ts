import {
  autoModel,
  bayesianIntermittent,
  counts,
  croston,
  type FitOptions,
  type Fitted,
  imapa,
  learnPrior,
  type Model,
  mean,
  sba,
  tsb,
} from '@drumbeat/forecasting'
import { type IntermittentScore, scored } from './intermittent-score.ts'
import { kinds, simulated } from './intermittent-series.ts'
import { type Lumpy, lumpyAdventureWorks } from './lumpy-adventureworks.ts'

export type { IntermittentScore } from './intermittent-score.ts'

/** The table of `measureIntermittent`. */
export async function run(): Promise<string> {
  return intermittentTable(measureIntermittent())
}

/** The name of `auto` given the prior of its set. */
export const withPrior = 'auto, prior learned'

const [count, usualSeed] = [2000, 77]

/**
 * Simulated intermittent demand, 2,000 series a kind of 60 known and 12 coming periods, and the lumpy item x territory series of
 * AdventureWorks where its files are there. `auto` is measured alone and with the prior learned from the histories (not
 * the actuals) of its set at the same origin.
 */
export function measureIntermittent(seed = usualSeed): IntermittentScore[] {
  const models = [croston(), sba(), tsb(), imapa(), counts(), mean(), bayesianIntermittent(), autoModel()]
  const sets = [
    ...kinds.map((kind): [string, Lumpy[]] => [kind, simulated(kind, { seed, count })]),
    ...lumpyAdventureWorks(),
  ]
  return sets.flatMap(([kind, set]) => [
    ...models.map((model) => scored({ kind, model: model.name, set, fit: ({ history }) => fitted(model, history) })),
    scored({ kind, model: withPrior, set, fit: fitterWithPrior(set) }),
  ])
}

/** All scores as a table. */
export function intermittentTable(scores: readonly IntermittentScore[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return [
    '| demand | model | RMSSE | bias | below, and at or below the 90 % quantile | the 97.5 % quantile | PIT to 90, 97.5 %, distance |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...scores.map((s) => {
      const shares = [
        `${percent(s.below90)}, ${percent(s.within90)}`,
        `${percent(s.below975)}, ${percent(s.within975)}`,
        `${percent(s.pit90)}, ${percent(s.pit975)}, ${s.pitDistance.toFixed(3)}`,
      ]
      const cells = [s.rmsse.toFixed(4), `${percent(s.bias)} ± ${(100 * s.biasError).toFixed(1)}`, ...shares]
      return `| ${[s.kind, s.model, ...cells].join(' | ')} |`
    }),
    '',
    'Bias is the sum of forecast minus actual over the sum of actuals, over all series, origins and steps; ± is its standard error',
    'over series. PIT is the randomised probability integral transform: the share of it up to 0.9 and 0.975, and the largest distance of its distribution from the',
    "uniform one. Quantiles are the models' own, which may lie below the mean; of the plain mean they are bounds of intervals, which hold it.",
    ...byOrigin(scores),
  ].join('\n')
}

/** Where there are several origins, what the one figure hides. */
function byOrigin(scores: readonly IntermittentScore[]): string[] {
  const several = scores.filter(({ biasByOrigin }) => biasByOrigin.length > 1)
  if (several.length === 0) return []
  const rows = several.map(({ kind, model, biasByOrigin }) => {
    const cells = biasByOrigin.toReversed().map((each) => `${(100 * each).toFixed(1)} %`)
    return `| ${[kind, model, ...cells].join(' | ')} |`
  })
  return [
    '',
    '| bias by origin | model | first | second | third | last |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ]
}

function fitterWithPrior(set: readonly Lumpy[]): (one: Lumpy) => Fitted {
  const byOrigin = Map.groupBy(set, ({ origin }) => origin)
  const prior = new Map([...byOrigin].map(([origin, part]) => [origin, learnPrior(part.map(({ history }) => history))]))
  return ({ history, origin }) => fitted(autoModel(), history, { prior: prior.get(origin)! })
}

function fitted(model: Model, history: Float64Array, known: FitOptions = {}): Fitted {
  const options = { seasonLength: 12, nonNegative: true, ...known }
  const first = model.fit(history, options)
  if (first.kind === 'fitted') return first
  const plain = mean().fit(history, options)
  if (plain.kind === 'declined') throw new Error(plain.reason)
  return plain
}
