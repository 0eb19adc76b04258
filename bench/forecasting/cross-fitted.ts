import {
  coverage,
  type Fitted,
  type Forecast,
  mase,
  msis,
  naive2,
  owa,
  smape,
  treatHistory,
} from '@drumbeat/forecasting'
import { combinationMembers } from '../../packages/forecasting/src/combination/smooth-combination.ts'
import { weightedOf } from '../../packages/forecasting/src/combination/weighted-mean.ts'
import { leashOf, simulatedWeights } from '../../packages/forecasting/src/combination/weights.ts'
import { type Calibration, widened } from '../../packages/forecasting/src/intervals/calibration.ts'
import { type Learned, learnWeights } from './learn-weights.ts'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'

/** The table of `measureCrossFitted`. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  return crossFittedTable(measureCrossFitted(folder))
}

/** How `auto` scores over a set: OWA, sMAPE and MASE, coverage in per cent, MSIS at 95 %. */
export interface Scored {
  readonly owa: number
  readonly smape: number
  readonly mase: number
  readonly covers80: number
  readonly covers95: number
  readonly msis: number
}

/** The two scores, and what was learned from the whole set. */
export interface CrossFitted {
  readonly series: number
  readonly learned: { readonly weights: Learned; readonly width: Calibration }
  readonly inSample: Scored
  readonly crossFitted: Scored
  /** With the weights that were learned on simulated series and never saw M3. */
  readonly simulated: Scored
  /** The cross-fitted score of every series, by its id. */
  readonly bySeries: ReadonlyMap<string, SeriesScore>
}

/** How one series was forecast: errors, the share inside each interval, MSIS at 95 %. */
export interface SeriesScore {
  readonly smape: number
  readonly mase: number
  readonly steps: number
  readonly in80: number
  readonly in95: number
  readonly msis: number
}

/**
 * `auto` on M3 with everything learned (weights of the members, the numbers of the widths) learned anew ten times, each
 * time without the tenth that it then scores; and the same in sample. Folds are drawn from the seed by place.
 */
export function measureCrossFitted(folder: string): CrossFitted {
  const set = readM3(folder).map(prepared)
  const everything = {
    weights: learnWeights(set, simulatedWeights),
    width: learnWidth(set, learnWeights(set, simulatedWeights)),
  }
  const folds = set.map((_, i) => ((i * 7919 + seed) >>> 3) % 10)
  const crossed = Array.from({ length: 10 }, (_, fold) => {
    const rest = set.filter((_, i) => folds[i] !== fold)
    const weights = learnWeights(rest, simulatedWeights)
    return { weights, width: learnWidth(rest, weights) }
  })
  return {
    ...{ series: set.length, learned: everything },
    inSample: scored(set, () => everything),
    crossFitted: scored(set, (i) => crossed[folds[i]!]!),
    simulated: scored(set, () => ({ weights: simulatedWeights, width: everything.width })),
    bySeries: new Map(set.map((series, i) => [series.id, scoredOne(series, crossed[folds[i]!]!)])),
  }
}

/** Both scores as a table. */
export function crossFittedTable(measured: CrossFitted): string {
  return [
    `M3, ${measured.series} series, 10 folds, seed ${seed}. Learned in sample: ${JSON.stringify(measured.learned)}`,
    '',
    '| scored | OWA | sMAPE | MASE | 80 % covers | 95 % covers | MSIS |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    row('in sample', measured.inSample),
    row('cross-fitted', measured.crossFitted),
    row('weights learned on simulated series', measured.simulated),
  ].join('\n')
}

const seed = 20261123

interface Recipe {
  readonly weights: Learned
  readonly width: Calibration
}

/** A series with its members fitted once (undefined where one declined), and the yardstick. */
export interface Prepared extends CompetitionSeries {
  readonly members: (Fitted | undefined)[]
  readonly means: (Float64Array | undefined)[]
  readonly naive: { readonly smape: number; readonly mase: number }
}

/** Fits the members to the treated series, as `auto` does, and the yardstick to the series as it is. */
export function prepared(series: CompetitionSeries): Prepared {
  const { history, actual, seasonLength } = series
  const base = naive2().fit(history, { seasonLength })
  if (base.kind === 'declined') throw new Error(base.reason)
  const treated = treatHistory(history, { seasonLength })
  const fits = combinationMembers(treated.kind === 'treated' ? treated.series : history, { seasonLength })
  const members = fits.map((fit) => (fit.kind === 'fitted' ? fit : undefined))
  const forecast = base.forecast({ horizon: actual.length, levels: [] }).mean
  return {
    ...{ ...series, members },
    means: members.map((member) => member?.forecast({ horizon: actual.length, levels: [] }).mean),
    naive: { smape: smape({ actual, forecast }), mase: mase({ actual, forecast, history, seasonLength }) },
  }
}

/** The numbers whose 80 and 95 % coverage comes nearest to what is promised, MSIS breaking ties. */
function learnWidth(set: readonly Prepared[], weights: Learned): Calibration {
  const some = set.filter((_, i) => i % 5 === 0)
  let best: Calibration = { scale: 1, tailDegrees: 8, growth: 0.9 }
  let lowest = Number.POSITIVE_INFINITY
  for (const tailDegrees of [4, 5, 8]) {
    for (const scale of [0.72, 0.755, 0.8, 0.84, 0.92]) {
      for (const growth of [0, 0.3, 0.6]) {
        const width = { scale, tailDegrees, growth }
        const score = scored(some, () => ({ weights, width }))
        const cost = Math.abs(score.covers95 - 95) + Math.abs(score.covers80 - 80) / 2 + score.msis / 10
        if (cost >= lowest) continue
        lowest = cost
        best = width
      }
    }
  }
  return best
}

function row(name: string, s: Scored): string {
  const cells = [s.owa.toFixed(4), s.smape.toFixed(2), s.mase.toFixed(3), s.covers80.toFixed(1), s.covers95.toFixed(1)]
  return `| ${[name, ...cells, s.msis.toFixed(2)].join(' | ')} |`
}

function scored(set: readonly Prepared[], recipe: (i: number) => Recipe): Scored {
  const rows = set.map((series, i) => scoredOne(series, recipe(i)))
  const column = (key: keyof (typeof rows)[number]) => rows.map((each) => each[key])
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const steps = column('steps').reduce((sum, value) => sum + value, 0)
  const covered = (key: 'in80' | 'in95') => (100 * rows.reduce((sum, each) => sum + each[key] * each.steps, 0)) / steps
  const naive = { naive2Smape: set.map((s) => s.naive.smape), naive2Mase: set.map((s) => s.naive.mase) }
  return {
    owa: owa({ smape: column('smape'), mase: column('mase'), ...naive }),
    ...{ smape: mean(column('smape')), mase: mean(column('mase')), msis: mean(column('msis')) },
    ...{ covers80: covered('in80'), covers95: covered('in95') },
  }
}

function scoredOne(series: Prepared, recipe: Recipe): SeriesScore {
  const { history, actual, seasonLength } = series
  const [at80, at95, mean] = banded(series, recipe)
  const given = { actual, forecast: mean, history, seasonLength }
  return {
    ...{ smape: smape(given), mase: mase(given), steps: actual.length },
    ...{ in80: coverage({ actual, ...at80 }), in95: coverage({ actual, ...at95 }) },
    msis: msis({ actual, ...at95, level: 95, history, seasonLength }),
  }
}

function banded({ members, history, actual, seasonLength }: Prepared, { weights, width }: Recipe) {
  const shares = weights[seasonLength]!
  const fitted = weightedOf(
    members.flatMap((member, i) => (member ? [{ fitted: member, weight: shares[i]! }] : [])),
    leashOf(seasonLength),
  )
  const whole = widened({ fitted, length: history.length, nonNegative: false, width })
  const { mean, intervals }: Forecast = whole.forecast({ horizon: actual.length, levels: [80, 95] })
  return [intervals[0]!, intervals[1]!, mean] as const
}
