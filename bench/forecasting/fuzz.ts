import * as forecasting from '@drumbeat/forecasting'
import { type Fitted, type Forecast, type Model, Refusal } from '@drumbeat/forecasting'
import type { Bar } from './bars.ts'
import { caseOf, type FuzzCase } from './fuzz-series.ts'

/** 100,000 random series, all models and options. */
export async function run(): Promise<string> {
  const report = fuzz({ count: 100_000, seed: 20261123 })
  return fuzzText(report)
}

/** What came of it: every question ends in a forecast, a reason or a typed error; anything else is a failure. */
export interface FuzzReport {
  readonly count: number
  readonly seed: number
  readonly forecast: number
  readonly declined: number
  readonly refused: number
  /** What went wrong, with the seed that makes it again: `caseOf(seed)`. */
  readonly failures: readonly { readonly seed: number; readonly model: string; readonly what: string }[]
  /** CPU milliseconds per case by model, to see who spends the time. */
  readonly costs: ReadonlyMap<string, number>
}

/** Puts `count` cases from the seed on to the models in turn; the dear ones (`arima`, `counts`, `conformal`) get fewer. */
export function fuzz(given: { count: number; seed: number; models?: readonly Model[] }): FuzzReport {
  const models = given.models ?? fuzzedModels()
  const failures: { seed: number; model: string; what: string }[] = []
  const spent = new Map<string, { time: number; cases: number }>()
  const ends = { forecast: 0, declined: 0, refused: 0 }
  for (let i = 0; i < given.count; i++) {
    const seed = given.seed + i
    const model = models[i % models.length]!
    const begin = performance.now()
    try {
      ends[tryCase(model, caseOf(seed))]++
    } catch (error) {
      failures.push({
        seed,
        model: model.name,
        what: error instanceof Error ? `${error.name}: ${error.message}` : 'thrown',
      })
    }
    const known = spent.get(model.name) ?? { time: 0, cases: 0 }
    spent.set(model.name, { time: known.time + performance.now() - begin, cases: known.cases + 1 })
  }
  const costs = new Map([...spent].map(([name, { time, cases }]) => [name, time / cases]))
  return { ...{ count: given.count, seed: given.seed, failures, costs }, ...ends }
}

/** How it went, in a line; failures below it, the first twenty. */
export function fuzzText({ count, seed, forecast, declined, refused, failures }: FuzzReport): string {
  return [
    `${count} series from seed ${seed}: ${forecast} forecast, ${declined} declined with a reason, ${refused} refused by a typed error, ${failures.length} failures.`,
    ...failures.slice(0, 20).map((each) => `- ${each.model}, seed ${each.seed}: ${each.what}`),
  ].join('\n')
}

/** The bar of bad input. */
export function fuzzBars({ count, failures }: FuzzReport): Bar[] {
  const about = `${count} random series: no crash, no NaN, no lo > hi`
  return [
    { about, target: '0 failures', measured: `${failures.length}`, met: failures.length === 0 && count >= 100_000 },
  ]
}

/** The models of the fuzz, cheap ones more than once. */
export function fuzzedModels(): Model[] {
  const f = forecasting
  const cheap = [f.naive(), f.seasonalNaive(), f.naive2(), f.mean(), f.theta(), f.dynamicTheta(), f.ces()]
  const sparse = [f.croston(), f.sba(), f.tsb(), f.adida(), f.imapa(), f.bayesianIntermittent()]
  const main = [f.ets(), f.autoModel(), f.ets({ damped: true }), f.ets({ multiplicativeTrend: true })]
  const around = [
    f.combine([f.ets(), f.naive()]),
    f.seasonallyAdjusted(f.theta()),
    f.multipleSeasonality({ seasons: [4, 12.5] }),
  ]
  const dear = [f.arima(), f.counts(), f.conformal(f.theta()), regressed(), withPrior()]
  const borrowed = [withSiblings('siblings', f.siblingForecast), withSiblings('auto with siblings', f.auto)]
  return [
    ...cheap,
    ...sparse,
    ...main,
    f.autoModel(),
    ...cheap,
    ...around,
    f.autoModel(),
    f.ets(),
    ...borrowed,
    ...dear,
  ]
}

/** Fits, forecasts, updates twice and forecasts again; throws what is wrong. */
export function tryCase(model: Model, given: FuzzCase): 'forecast' | 'declined' | 'refused' {
  const before = JSON.stringify(given.series)
  const end = endOf(model, given)
  if (JSON.stringify(given.series) !== before) throw new Error('the series was changed')
  return end
}

function endOf(model: Model, given: FuzzCase): 'forecast' | 'declined' | 'refused' {
  try {
    return runCase(model, given)
  } catch (error) {
    if (error instanceof Refusal && error.code && error.message.length > 20) return 'refused'
    throw error
  }
}

function runCase(model: Model, { series, options, request, next }: FuzzCase): 'forecast' | 'declined' {
  const fitted = model.fit(series, options)
  if (fitted.kind === 'declined') {
    if (fitted.reason.length < 20) throw new Error(`no reason in words: ${fitted.reason}`)
    return 'declined'
  }
  let state: Fitted = fitted
  const live = forecasting.online(fitted)
  for (const value of [undefined, ...next]) {
    if (value !== undefined) {
      state = state.update(value)
      live.update(value)
    }
    const forecast = state.forecast(request)
    checkForecast(forecast, request.horizon, options.nonNegative)
    checkAlike(live.forecast(request), forecast)
    checkQuantiles(state, request.horizon)
  }
  const parts = forecasting.explain({
    fitted,
    horizon: request.horizon,
    seasonLength: Math.min(12, options.seasonLength),
  })
  for (const [h, mean] of parts.mean.entries()) {
    const sum = parts.level[h]! + parts.trend[h]! + parts.season[h]! + parts.events[h]! + parts.signals[h]!
    const size = Math.max(
      Math.abs(mean),
      Math.abs(parts.level[h]!),
      Math.abs(parts.trend[h]!),
      Math.abs(parts.season[h]!),
    )
    if (!(Math.abs(sum - mean) <= 1e-9 * size)) throw new Error(`parts sum to ${sum}, not ${mean}, at step ${h + 1}`)
  }
  return 'forecast'
}

/** Siblings made of the series itself: turned round, doubled, full of gaps, silent, and of no length. */
function withSiblings(name: string, borrow: (request: forecasting.SiblingRequest) => ReturnType<Model['fit']>): Model {
  return {
    name,
    fit(values, options) {
      const series = Array.from(values)
      const others = [series.toReversed(), series.map((v) => 2 * v), series.map((v, t) => (t % 2 ? v : Number.NaN)), []]
      const siblings = [...others, series.map(() => 0)].map((each) => ({ series: each }))
      return borrow({ ...options, series, siblings })
    },
  }
}

/** `auto` with prior learned from the series itself, turned round, with every other value, silent, and of no length. */
function withPrior(): Model {
  return {
    name: 'auto with a prior',
    fit(values, options) {
      const series = Array.from(values)
      const others = [series.toReversed(), series.map((v, t) => (t % 2 ? v : 0)), series.map(() => 0), []]
      return forecasting.auto({ ...options, series, prior: forecasting.learnPrior([series, ...others]) })
    },
  }
}

/** A regression on the series turned round, on events within and beyond it, and on the calendar. */
function regressed(): Model {
  return {
    name: 'regression',
    fit(values, options) {
      const series = Array.from(values)
      const signals = [{ name: 'turned', values: series.toReversed() }]
      const events = [{ name: 'fair', at: [1, series.length - 1, series.length + 2] }]
      const feasts = [{ feast: 'Easter', before: 7 } as const]
      const calendar = { grain: 'month', first: '2020-01-01', tradingDays: 'weekdays', feasts } as const
      return forecasting.regression({ signals, events, calendar }).fit(values, options)
    },
  }
}

/** A model in place says what a model by `update` says. */
function checkAlike(live: Forecast, { mean, intervals }: Forecast): void {
  const pairs = [[live.mean, mean] as const]
  for (const [k, { lo, hi }] of intervals.entries())
    pairs.push([live.intervals[k]!.lo, lo], [live.intervals[k]!.hi, hi])
  for (const [one, other] of pairs)
    for (const [h, value] of other.entries())
      if (!(Math.abs(one[h]! - value) <= 1e-9 * Math.abs(value)))
        throw new Error(`in place ${one[h]}, by update ${value} at step ${h + 1}`)
}

function checkQuantiles(fitted: Fitted, horizon: number): void {
  const { values } = forecasting.quantilesOf({ fitted, horizon, probabilities: [0.05, 0.5, 0.9, 0.999] })
  for (const [i, row] of values.entries())
    for (const [h, value] of row.entries()) {
      const below = values[i - 1]?.[h] ?? Number.NEGATIVE_INFINITY
      if (!(Number.isFinite(value) && value >= below))
        throw new Error(`quantiles ${below} and then ${value} at step ${h + 1}`)
    }
}

function checkForecast({ mean, intervals }: Forecast, horizon: number, nonNegative: boolean): void {
  if (mean.length !== horizon) throw new Error(`${mean.length} steps for a horizon of ${horizon}`)
  for (let h = 0; h < horizon; h++) {
    if (!Number.isFinite(mean[h]!)) throw new Error(`mean ${mean[h]} at step ${h + 1}`)
    if (nonNegative && mean[h]! < 0) throw new Error(`mean ${mean[h]} below zero at step ${h + 1}`)
    for (const { level, lo, hi } of intervals) {
      if (!(Number.isFinite(lo[h]!) && Number.isFinite(hi[h]!) && lo[h]! <= mean[h]! && mean[h]! <= hi[h]!)) {
        throw new Error(`${level} %: ${lo[h]} ${mean[h]} ${hi[h]} at step ${h + 1}`)
      }
      if (nonNegative && lo[h]! < 0) throw new Error(`${level} %: lo ${lo[h]} below zero at step ${h + 1}`)
    }
  }
}
