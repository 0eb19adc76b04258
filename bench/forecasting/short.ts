import { auto, coverage, type Fitted, mase, naive, naive2, owa, seasonalNaive, smape } from '@drumbeat/forecasting'
import { type CompetitionSeries, m3Folder, readM3 } from './m3-series.ts'

/**
 * M3 months and quarters as if only their last two to five seasons were known, forecast one season ahead: OWA of `auto`, naive and
 * seasonal naive against Naive2 on the whole history, and what 95 % intervals of `auto` cover.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const all = readM3(folder)
  return [
    '| period | values known | series | auto | seasonal naive | naive | 95 % covers |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(lengths).flatMap(([period, known]) =>
      known.map((length) =>
        row(
          period,
          length,
          all.filter((series) => series.period === period && series.history.length >= length),
        ),
      ),
    ),
  ].join('\n')
}

const lengths: Record<string, readonly number[]> = {
  monthly: [24, 25, 27, 30, 36, 42, 48, 60],
  quarterly: [8, 9, 10, 12, 14, 16, 20],
}

function row(period: string, length: number, set: readonly CompetitionSeries[]): string {
  const rows = set.map((series) => measured(series, length))
  const errors = (of: (each: (typeof rows)[number]) => Errors) => rows.map(of)
  const base = errors(({ naive2: each }) => each)
  const relative = (own: readonly Errors[]) =>
    owa({
      ...{ smape: own.map((each) => each.smape), mase: own.map((each) => each.mase) },
      ...{ naive2Smape: base.map((each) => each.smape), naive2Mase: base.map((each) => each.mase) },
    }).toFixed(3)
  const covered = (100 * rows.reduce((sum, { covers }) => sum + covers, 0)) / rows.length
  const cells = [errors(({ auto: each }) => each), errors(({ seasonal }) => seasonal), errors(({ last }) => last)].map(
    relative,
  )
  return `| ${[period, length, rows.length, ...cells, covered.toFixed(1)].join(' | ')} |`
}

interface Errors {
  readonly smape: number
  readonly mase: number
}

function measured({ history, actual: coming, seasonLength }: CompetitionSeries, length: number) {
  const known = history.slice(-length)
  const actual = coming.slice(0, seasonLength)
  const ask = { horizon: actual.length, levels: [95] }
  const of = (fitted: Fitted | { readonly kind: 'declined'; readonly reason: string }) => {
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean: forecast, intervals } = fitted.forecast(ask)
    const compared = { actual, forecast }
    return {
      smape: smape(compared),
      mase: mase({ ...compared, history, seasonLength }),
      covers: coverage({ actual, ...intervals[0]! }),
    }
  }
  const own = of(auto({ series: known, seasonLength }))
  return {
    ...{ auto: own, covers: own.covers, seasonal: of(seasonalNaive().fit(known, { seasonLength })) },
    ...{ last: of(naive().fit(known)), naive2: of(naive2().fit(history, { seasonLength })) },
  }
}
