import { auto, coverage, type Fitted, mase, msis, naive2, owa, smape, treatHistory } from '@drumbeat/forecasting'
import { combinationMembers } from '../../packages/forecasting/src/combination/members.ts'
import { type MemberWeights, simulatedWeights } from '../../packages/forecasting/src/combination/weights.ts'
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

/** The scores, and what was learned from the whole set. */
export interface CrossFitted {
  readonly series: number
  readonly learned: Learned
  /** With the weights that ship. */
  readonly inSample: Scored
  readonly crossFitted: Scored
  /** With the weights that were learned on simulated series and never saw M3. */
  readonly simulated: Scored
  /** The cross-fitted score of every series, by its id. */
  readonly bySeries: ReadonlyMap<string, SeriesScore>
  /** The cross-fitted scores by kind of period. */
  readonly byPeriod: readonly (readonly [period: string, score: Scored])[]
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
 * The whole of `auto` on M3 with the weights of its members learned anew ten times, each time without the tenth that it then scores; and
 * with the weights that ship. Folds are drawn from the seed by place. Widths are those that ship (decisions/0041 says how they were set).
 */
export function measureCrossFitted(folder: string): CrossFitted {
  const set = readM3(folder).map(prepared)
  const folds = set.map((_, i) => ((i * 7919 + seed) >>> 3) % 10)
  const crossed = Array.from({ length: 10 }, (_, fold) =>
    learnWeights(
      set.filter((_, i) => folds[i] !== fold),
      simulatedWeights,
    ),
  )
  const rows = set.map((series, i) => scoredOne(series, crossed[folds[i]!]![series.seasonLength] as MemberWeights))
  const ofPeriod = (period: string) => set.flatMap((series, i) => (series.period === period ? [i] : []))
  const part = (places: readonly number[]) =>
    overall(
      places.map((i) => set[i]!),
      places.map((i) => rows[i]!),
    )
  return {
    ...{ series: set.length, learned: learnWeights(set, simulatedWeights) },
    inSample: overall(
      set,
      set.map((series) => scoredOne(series, 'm3')),
    ),
    crossFitted: overall(set, rows),
    simulated: overall(
      set,
      set.map((series) => scoredOne(series, 'simulated')),
    ),
    bySeries: new Map(set.map(({ id }, i) => [id, rows[i]!])),
    byPeriod: [...new Set(set.map(({ period }) => period))].map((period) => [period, part(ofPeriod(period))]),
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
    ...measured.byPeriod.map(([period, score]) => row(`${period}, cross-fitted`, score)),
  ].join('\n')
}

const seed = 20261123

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

function row(name: string, s: Scored): string {
  const cells = [s.owa.toFixed(4), s.smape.toFixed(2), s.mase.toFixed(3), s.covers80.toFixed(1), s.covers95.toFixed(1)]
  return `| ${[name, ...cells, s.msis.toFixed(2)].join(' | ')} |`
}

function overall(set: readonly Prepared[], rows: readonly SeriesScore[]): Scored {
  const column = (key: keyof SeriesScore) => rows.map((each) => each[key])
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

function scoredOne(series: Prepared, weights: 'm3' | 'simulated' | MemberWeights): SeriesScore {
  const { history, actual, seasonLength } = series
  const fitted = auto({ series: history, seasonLength, weights })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  const { mean, intervals } = fitted.forecast({ horizon: actual.length, levels: [80, 95] })
  const [at80, at95] = [intervals[0]!, intervals[1]!]
  const given = { actual, forecast: mean, history, seasonLength }
  return {
    ...{ smape: smape(given), mase: mase(given), steps: actual.length },
    ...{ in80: coverage({ actual, ...at80 }), in95: coverage({ actual, ...at95 }) },
    msis: msis({ actual, ...at95, level: 95, history, seasonLength }),
  }
}
