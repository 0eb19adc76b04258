import { ets, imapa, learnsFromOthers, type Model, mean } from '@drumbeat/forecasting'
import { rangesOf } from '#demand/accuracy.ts'
import { forecastSeries, type Task } from '#demand/forecast.ts'
import { outcomesOf } from '#demand/outcomes.ts'
import { asGiven } from '#demand/traits/widths.ts'
import { type CompanyHistory, cameOf, companyHistories, tasksAt } from './company-histories.ts'
import { taught } from './taught.ts'
import { addScore, bySum, type Score, scoreCells, type Told } from './traits-score.ts'

/** As far ahead, from as many origins, as far apart. */
const spans = { month: { steps: 6, origins: 4, apart: 3 }, week: { steps: 8, origins: 3, apart: 8 } } as const

/**
 * What the worker's forecasts gain by what the series of a company have in common: how intermittent demand fades and ends, and how wide
 * ranges must be. All nodes made to add up, as the product publishes them, from three or four origins each; what is learned at an origin is learned
 * from what was known there. `ONLY=name` runs the companies of that name. IMAPA and ETS forecast each node alone.
 */
export async function run(): Promise<string> {
  const only = process.env.ONLY ?? ''
  const histories = companyHistories().filter(({ name, grain }) => `${name} ${grain}`.includes(only))
  const scores = histories.map((history) => ({ history, of: scoresOf(history) }))
  return [
    '| company | series | forecasts | way | RMSSE | WAPE | bias | 80 % covers | 95 % covers | below 95 % | above | interval score |',
    '| --- | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...scores.flatMap(({ history: { name, grain }, of }) =>
      bySum(of).map(
        ({ kind, way, score }) => `| ${[`${name}, ${grain}s`, kind, ...scoreCells(way, score)].join(' | ')} |`,
      ),
    ),
    '',
    'RMSSE over the root mean squared step of the history; interval score of 95 % over the same; both means over series.',
  ].join('\n')
}

function scoresOf(history: CompanyHistory): Map<string, Score> {
  const { steps, origins, apart } = spans[history.grain]
  const came = cameOf(history)
  const scores = new Map<string, Score>()
  for (let back = 0; back < origins; back++) {
    const at = history.timeline.closed - steps - back * apart
    const tasks = tasksAt(history, at)
    for (const [way, told] of waysAt(tasks, at)) {
      for (const [i, task] of tasks.entries()) {
        if (task.values.length < fewest || told[i]!.mean.length === 0) continue
        const actual = Array.from({ length: steps }, (_, step) => came.get(task.name)!(at + step))
        addScore(scores, { kind: kindOf(task), way, task, told: told[i]!, actual })
      }
    }
  }
  return scores
}

/** Fewer values teach no model. */
const fewest = 8

function kindOf({ node, values }: Task): string {
  const level = node.level !== 'item' ? 'sums' : node.territoryId ? 'item x territory' : 'items'
  return learnsFromOthers(values) ? `${level}, intermittent` : level
}

function waysAt(tasks: readonly Task[], at: number): [string, readonly Told[]][] {
  const learned = taught(tasks, { at, measured: true })
  const before = tasks.map((task) => forecastSeries(task, { measured: false }))
  const now = learned.map((task) => forecastSeries(task))
  return [
    ['each by itself', outcomesOf({ tasks, forecasts: before, widths: asGiven }).outcomes],
    ['priors', outcomesOf({ tasks: learned, forecasts: now, widths: asGiven }).outcomes],
    ['priors and widths', outcomesOf({ tasks: learned, forecasts: now }).outcomes],
    ...[imapa(), ets()].map((model): [string, Told[]] => [model.name, tasks.map((task) => alone(model, task))]),
  ]
}

function alone(model: Model, { values, seasonLength, grain }: Task): Told {
  for (const each of [model, mean()]) {
    const fitted = each.fit(values, { seasonLength, nonNegative: true })
    if (fitted.kind === 'fitted') return rangesOf(fitted, spans[grain].steps)
  }
  return { mean: [], lo80: [], hi80: [], lo95: [], hi95: [] }
}
