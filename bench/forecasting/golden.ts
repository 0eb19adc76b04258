import { createHash, type Hash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { type GoldenSeries, goldenSeries } from './golden-series.ts'

/**
 * Hashes the exact doubles of every public entry over a seeded spread of series: two trees whose lines are alike forecast alike,
 * bit by bit. `DRUMBEAT_ENGINE=../other/packages/forecasting/src npm run bench -- forecasting/golden` measures another tree.
 */
export async function run(): Promise<string> {
  const home = process.env.DRUMBEAT_ENGINE
  const at = (file: string, name: string) => (home ? pathToFileURL(`${home}/${file}`).href : name)
  const engine: Engine = await import(at('index.ts', '@drumbeat/forecasting'))
  const node: NodeEngine = await import(at('workers/forecast-many.ts', '@drumbeat/forecasting/node'))
  const series = goldenSeries(20261128)
  const entries = { ...modelEntries(engine, series), ...autoEntries(engine, series), ...otherEntries(engine, series) }
  const many = await node.forecastMany({
    series: series.map(({ values }) => values),
    ...{ seasonLength: 12, horizon: 6, workers: 2 },
  })
  const rows = [...Object.entries(entries), ['forecastMany', hashed(many)] as const]
  return [
    '| entry | sha256 of its numbers |',
    '| --- | --- |',
    ...rows.map(([name, hash]) => `| ${name} | ${hash} |`),
  ].join('\n')
}

type Engine = typeof import('@drumbeat/forecasting')
type NodeEngine = typeof import('@drumbeat/forecasting/node')
type Model = import('@drumbeat/forecasting').Model
type Fitted = import('@drumbeat/forecasting').Fitted

const levels = [50, 80, 95]

/** Fits, forecasts, updates (a value, a missing one, one far off) and forecasts again; and the same in place. */
function everything(engine: Engine, fitted: Fitted, { values, seasonLength }: GoldenSeries) {
  const last = values[values.length - 1]!
  const news = [last * 1.1, Number.NaN, last * 3 + 1, last]
  const later = news.reduce<Fitted>((state, value) => state.update(value), fitted)
  const live = engine.online(fitted)
  for (const value of news) live.update(value)
  return [
    ...[
      fitted.forecast({ horizon: 18, levels }),
      later.forecast({ horizon: 7 }),
      live.forecast({ horizon: 30, levels }),
    ],
    engine.quantilesOf({ fitted, horizon: 4, probabilities: [0.02, 0.5, 0.9] }),
    engine.samplePaths({ fitted, horizon: 3, count: 5, seed: 3 }),
    engine.explain({ fitted, horizon: 6, seasonLength }),
    engine.explainChange({ before: fitted, newValues: news, after: later, horizon: 6 }),
  ]
}

function modelEntries(engine: Engine, series: readonly GoldenSeries[]): Record<string, string> {
  const { adida, arima, ces, combine, conformal, counts, croston, dynamicTheta, ets, imapa, mean, naive, naive2 } =
    engine
  const { bayesianIntermittent, regression, sba, seasonalNaive, seasonallyAdjusted, multipleSeasonality, theta, tsb } =
    engine
  const models: Record<string, Model> = {
    ...{
      adida: adida(),
      arima: arima(),
      ces: ces(),
      counts: counts(),
      croston: croston(),
      dynamicTheta: dynamicTheta(),
    },
    ...{ 'arima(1,1,1)(0,1,1)': arima({ order: { p: 1, d: 1, q: 1, Q: 1, D: 1 } }), imapa: imapa(), mean: mean() },
    ...{
      ets: ets(),
      'ets(MAdM)': ets({ form: 'MAdM' }),
      'ets(MMN)': ets({ form: 'MMN' }),
      'damped ets': ets({ damped: true }),
    },
    ...{
      naive: naive(),
      naive2: naive2(),
      bayesianIntermittent: bayesianIntermittent(),
      sba: sba(),
      seasonalNaive: seasonalNaive(),
    },
    ...{
      seasonallyAdjusted: seasonallyAdjusted(ets()),
      multipleSeasonality: multipleSeasonality({ seasons: [4, 12.5] }),
      theta: theta(),
    },
    ...{ tsb: tsb(), combine: combine([ets(), theta(), naive()]), conformal: conformal(theta(), { horizon: 6 }) },
    regression: regression({
      events: [{ name: 'fair', at: [3, 15, 27] }],
      calendar: {
        grain: 'month',
        first: '2019-01-01',
        tradingDays: 'weekdays',
        length: true,
        feasts: [{ feast: 'Easter' }],
      },
    }),
  }
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [
      name,
      hashed(
        series
          .filter(({ values }) => name !== 'arima' || values.length < 130)
          .map((each) =>
            attempted(() => {
              const fitted = model.fit(each.values, {
                seasonLength: each.seasonLength,
                nonNegative: each.name !== 'negative',
                seed: 5,
              })
              return fitted.kind === 'declined' ? fitted : everything(engine, fitted, each)
            }),
          ),
      ),
    ]),
  )
}

function autoEntries(engine: Engine, series: readonly GoldenSeries[]): Record<string, string> {
  const { auto, learnPrior } = engine
  const prior = learnPrior(series.slice(15, 19).map(({ values }) => values))
  const siblings = series.slice(0, 4).map(({ values }) => ({ series: values }))
  const ways = {
    auto: {},
    'auto, no negative': { nonNegative: true },
    'auto, untreated': { treat: 'none' },
    'auto, season found': { seasonLength: undefined },
    'auto, two seasons': { seasonLengths: [7, 30.4] },
    'auto, simulated weights': { weights: 'simulated' },
    'auto, learned prior': { prior },
    'auto, siblings': { siblings },
    'auto, availability': { available: [1, 1, 1, 0, 1, 0.5] },
  } as const
  return Object.fromEntries(
    Object.entries(ways).map(([name, way]) => [
      name,
      hashed(
        series.map((each) => {
          const { seasonLength } = each
          const fitted = auto({ seasonLength, ...way, series: each.values })
          return fitted.kind === 'declined' ? fitted : [everything(engine, fitted, each), fitted.findings]
        }),
      ),
    ]),
  )
}

function otherEntries(engine: Engine, series: readonly GoldenSeries[]): Record<string, string> {
  const {
    autoModel,
    ets,
    learnPrior,
    readPattern,
    reconcileCrossed,
    reconcileTree,
    rollingOrigin,
    siblingForecast,
    treatHistory,
    treeOf,
    watch,
  } = engine
  const tree = treeOf(Int32Array.of(-1, 0, 0, 1, 1, 2, 2, 2))
  const base = Float64Array.from({ length: 24 }, (_, i) => Math.sin(i * 3) * 40 + 20)
  const few = series.slice(0, 9)
  return {
    learnPrior: hashed(learnPrior(series.map(({ values }) => values.map((value) => Math.max(0, value))))),
    readPattern: hashed(series.map(({ values }) => readPattern(values))),
    treatHistory: hashed(series.map(({ values, seasonLength }) => treatHistory(values, { seasonLength }))),
    rollingOrigin: hashed(
      few.map(({ values, seasonLength }) =>
        rollingOrigin({ series: values, seasonLength, model: autoModel(), horizon: 3, origins: 4 }),
      ),
    ),
    watch: hashed(
      few.map(({ values, seasonLength }) => {
        const begun = watch({ series: values, seasonLength, model: ets() })
        if (begun.kind === 'declined') return begun
        const end = Array.from(values).reduce((state, value) => state.update(value * 1.5), begun)
        return [end.drift, end.refits, end.fitted.forecast({ horizon: 6 })]
      }),
    ),
    siblingForecast: hashed(
      few.map(({ values, seasonLength }) => {
        const siblings = series.slice(0, 4).map((each) => ({ series: each.values }))
        const fitted = siblingForecast({ series: values.slice(-5), seasonLength, siblings })
        return fitted.kind === 'declined' ? fitted : [fitted.forecast({ horizon: 14 }), fitted.explain(6)]
      }),
    ),
    reconcileTree: hashed(
      (['bottom-up', 'top-down', 'structural'] as const).flatMap((method) =>
        [true, false].map((nonNegative) => reconcileTree({ tree, base, columns: 3, method, nonNegative })),
      ),
    ),
    reconcileCrossed: hashed(
      [true, false].map((nonNegative) =>
        reconcileCrossed({
          leaves: 4,
          groups: [
            [0, 1],
            [1, 2, 3],
            [0, 1, 2, 3],
            [0, 3],
          ],
          base,
          columns: 3,
          nonNegative,
        }),
      ),
    ),
    ...measureEntries(engine, series),
  }
}

function measureEntries(engine: Engine, series: readonly GoldenSeries[]): Record<string, string> {
  const { calendarFacts, compareForecasts, easter, forecastValueAdded, quantilesOfPaths } = engine
  const [a, b] = [series[0]!.values, series[1]!.values]
  const pairs = series
    .slice(0, 6)
    .map(({ values }) => ({ actual: values, a: values.map((v) => v * 1.1), b: values.map((v) => v + 9) }))
  const steps = [
    { name: 'naive', forecast: a.map((v) => v + 4) },
    { name: 'statistical', forecast: a.map((v) => v * 0.99) },
  ]
  const facts = calendarFacts({ grain: 'month', first: '2019-01-01', tradingDays: 'each', length: true })
  const lo = b.map((v) => v - 5)
  return {
    measures: hashed([
      engine.wape({ actual: b, forecast: lo }),
      engine.smape({ actual: b, forecast: lo }),
      engine.bias({ actual: b, forecast: lo }),
      engine.mase({ actual: b, forecast: lo, history: a, seasonLength: 12 }),
      engine.rmsse({ actual: b, forecast: lo, history: a }),
      engine.coverage({ actual: b, lo, hi: a.slice(0, b.length) }),
    ]),
    compareForecasts: hashed(compareForecasts({ series: pairs, draws: 200 })),
    forecastValueAdded: hashed(forecastValueAdded({ actual: a, steps })),
    quantilesOfPaths: hashed(
      quantilesOfPaths({ paths: a, nodes: 3, pathCount: 12, horizon: 2, probabilities: [0.1, 0.5, 0.9] }),
    ),
    calendarFacts: hashed([
      facts.map(({ columns }) => columns.map((column) => [0, 1, 13, 40].map((t) => column.at(t)))),
      easter(2027),
    ]),
  }
}

/** What a refusal says counts as a result too. */
function attempted(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return { refused: (error as { code?: string }).code }
    throw error
  }
}

function hashed(value: unknown): string {
  const hash = createHash('sha256')
  feed(hash, value)
  return hash.digest('hex').slice(0, 24)
}

/** Numbers and truth values by their bits, in the order of sorted keys; words are left out, they may be mended. */
function feed(hash: Hash, value: unknown): void {
  if (typeof value === 'number') hash.update(Float64Array.of(value))
  else if (typeof value === 'boolean') hash.update(Uint8Array.of(value ? 1 : 0))
  else if (ArrayBuffer.isView(value)) hash.update(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
  else if (Array.isArray(value)) for (const each of value) feed(hash, each)
  else if (value && typeof value === 'object')
    for (const key of Object.keys(value).sort())
      if (key !== 'members') feed(hash, (value as Record<string, unknown>)[key])
}
