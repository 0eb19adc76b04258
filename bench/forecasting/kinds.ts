import { autoModel, coverage, type Fitted, mase, naive2, owa, smape, theta } from '@drumbeat/forecasting'
import { combinationMembers } from '../../packages/forecasting/src/combination/members.ts'
import { seriesOfKinds } from './kinds-series.ts'
import type { CompetitionSeries } from './m3-series.ts'

/** OWA of `auto` on simulated series of many kinds beside Theta and its own members, with MASE and 95 % coverage. */
export async function run(): Promise<string> {
  const set = seriesOfKinds({ count, seed })
  const kinds = [...new Set(set.map(({ period }) => period))]
  return [
    `Up to ${count} series a kind, seed ${seed}; OWA against Naive2 of this kind. Members left out where they declined.`,
    '',
    `| kind | series | Naive2 MASE | auto MASE | 95 % covers | auto | Theta | ${members.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(6 + members.length)}`,
    ...kinds.map((kind) =>
      row(
        kind,
        set.filter(({ period }) => period === kind),
      ),
    ),
  ].join('\n')
}

const [count, seed] = [200, 20261123]
const members = ['ETS', 'Theta (steady)', 'dynamic Theta', 'ARIMA(1,1,1)', 'growth', 'AR', 'AR of changes']

interface Errors {
  readonly smape: number
  readonly mase: number
  readonly covers: number
}

function row(kind: string, part: readonly CompetitionSeries[]): string {
  const fits = part.map(({ history, seasonLength }) => {
    const options = { seasonLength }
    const alone = [naive2(), autoModel(), theta()].map((model) => model.fit(history, options))
    return [...alone, ...combinationMembers(history, options)]
  })
  const errors = fits.map((all, s) =>
    all.map((fitted) => (fitted.kind === 'fitted' ? errorsOf(fitted, part[s]!) : undefined)),
  )
  const mean = (column: number, key: keyof Errors) =>
    errors.reduce((sum, all) => sum + all[column]![key], 0) / errors.length
  const relative = Array.from({ length: 2 + members.length }, (_, i) => {
    const both = errors.flatMap((all) => (all[i + 1] && all[0] ? [{ own: all[i + 1]!, base: all[0] }] : []))
    if (both.length === 0) return '-'
    return owa({
      ...{ smape: both.map(({ own }) => own.smape), mase: both.map(({ own }) => own.mase) },
      ...{ naive2Smape: both.map(({ base }) => base.smape), naive2Mase: both.map(({ base }) => base.mase) },
    }).toFixed(3)
  })
  const cells = [
    kind,
    part.length,
    mean(0, 'mase').toFixed(3),
    mean(1, 'mase').toFixed(3),
    mean(1, 'covers').toFixed(1),
  ]
  return `| ${[...cells, ...relative].join(' | ')} |`
}

function errorsOf(fitted: Fitted, { history, actual, seasonLength }: CompetitionSeries): Errors {
  const { mean: forecast, intervals } = fitted.forecast({ horizon: actual.length, levels: [95] })
  return {
    smape: smape({ actual, forecast }),
    mase: mase({ actual, forecast, history, seasonLength }),
    covers: 100 * coverage({ actual, ...intervals[0]! }),
  }
}
