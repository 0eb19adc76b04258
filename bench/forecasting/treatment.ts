import { auto, coverage, mase, naive2, owa, smape, treatHistory } from '@drumbeat/forecasting'
import { type Random, randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import { type CompetitionSeries, m3Folder, readM3, sampleOf } from './m3-series.ts'

/**
 * What treating a history does: false alarms on clean simulated series, M3 as it is with and without treatment, and M3 with
 * outliers, stock-outs, level shifts and unfinished last periods put in, with and without treatment.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  const clean = [...['### False alarms on clean simulated series', ''], ...falseAlarms()]
  if (!folder)
    return [...clean, '', 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'].join('\n')
  const set = readM3(folder)
  return [...clean, '', ...['### M3 with and without treatment', ''], ...onM3(set)].join('\n')
}

const seed = 20261123
const simulated = 1000

function falseAlarms(): string[] {
  const rows = [15, 36, 60, 120].flatMap((length) =>
    [1, 12].map((m) => {
      const random = randomFrom(seed + length + m)
      let series = 0
      for (let i = 0; i < simulated; i++) {
        const found = treatHistory(cleanSeries({ random, length, m }), { seasonLength: m })
        if (found.kind === 'treated' && found.findings.length > 0) series++
      }
      return `| ${length} | ${m} | ${((100 * series) / simulated).toFixed(1)} % |`
    }),
  )
  return [
    `${simulated} series a line, seed ${seed}: a level that wanders by a ratio drawn at random, a season, normal errors of 5 to 20 %.`,
    '',
    '| values | season length | series with any finding |',
    '| ---: | ---: | ---: |',
    ...rows,
  ]
}

function cleanSeries({ random, length, m }: { random: Random; length: number; m: number }): Float64Array {
  const wander = random.uniform() ** 2
  const noise = 0.05 + 0.15 * random.uniform()
  const height = m > 1 ? 0.4 * random.uniform() : 0
  const drift = 0.005 * random.normal()
  let level = Math.log(500)
  return Float64Array.from({ length }, (_, t) => {
    level += drift + wander * noise * random.normal()
    return Math.exp(level + height * Math.sin((2 * Math.PI * t) / m) + noise * random.normal())
  })
}

interface Harm {
  readonly name: string
  harm(y: Float64Array, random: Random): Float64Array
}

/** What is done to a history; its later half is hit, where it counts. */
const harms: readonly Harm[] = [
  { name: 'as it is', harm: (y) => y },
  {
    name: 'one outlier of 3 to 6 times',
    harm: (y, random) => changed(y, [place(y, random)], 3 + 3 * random.uniform()),
  },
  { name: 'two outliers at a quarter', harm: (y, random) => changed(y, [place(y, random), place(y, random)], 0.25) },
  { name: 'two periods of stock-out', harm: (y, random) => changed(y, runFrom(place(y, random), 2), 0) },
  { name: 'last period at 20 %', harm: (y) => changed(y, [y.length - 1], 0.2) },
  { name: 'level doubled half-way', harm: (y) => y.map((value, t) => (t < y.length >> 1 ? value / 2 : value)) },
]

function place(y: Float64Array, random: Random): number {
  return Math.floor(y.length * (0.6 + 0.35 * random.uniform()))
}

function runFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i)
}

function changed(y: Float64Array, places: readonly number[], factor: number): Float64Array {
  return y.map((value, t) => (places.includes(t) ? value * factor : value))
}

function onM3(all: readonly CompetitionSeries[]): string[] {
  const lines = [
    'As it is: all series; harmed: every fifth. Touched: series with an applied finding. OWA against Naive2 on the same history as it was.',
    '',
    '| history | series | touched | OWA untreated | OWA treated | sMAPE untreated | sMAPE treated | 95 % covers untreated | treated | CPU ms per series for the search |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ]
  for (const { name, harm } of harms) {
    const random = randomFrom(seed)
    const set = name === 'as it is' ? all : sampleOf(all, { step: 5, seed: 1 })
    const harmed = set.map((series) => harm(series.history, random))
    const begin = process.cpuUsage().user
    const treated = harmed.map((history, i) => treatHistory(history, { seasonLength: set[i]!.seasonLength }))
    const spent = (process.cpuUsage().user - begin) / 1000 / set.length
    const plain = set.map((series, i) => scored(series, harmed[i]!))
    const after = set.map((series, i) => {
      const one = treated[i]!
      const touched = one.kind === 'treated' && one.findings.some(({ accepted }) => accepted)
      return touched ? { ...scored(series, one.series), touched } : { ...plain[i]!, touched }
    })
    const naive = set.map(yardstick)
    const [before, now] = [summary(plain, naive), summary(after, naive)]
    const touched = after.filter((one) => one.touched).length
    const cells = [
      ...[name, set.length, touched, before.owa.toFixed(4), now.owa.toFixed(4)],
      ...[before.smape.toFixed(2), now.smape.toFixed(2), before.covers.toFixed(1), now.covers.toFixed(1)],
      spent.toFixed(3),
    ]
    lines.push(`| ${cells.join(' | ')} |`)
  }
  return lines
}

interface Scored {
  readonly smape: number
  readonly mase: number
  readonly inside: number
  readonly steps: number
}

function scored({ actual, history, seasonLength }: CompetitionSeries, given: Float64Array): Scored {
  const fitted = auto({ series: given, seasonLength, treat: 'none' })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  const { mean: forecast, intervals } = fitted.forecast({ horizon: actual.length, levels: [95] })
  return {
    smape: smape({ actual, forecast }),
    mase: mase({ actual, forecast, history, seasonLength }),
    inside: coverage({ actual, ...intervals[0]! }) * actual.length,
    steps: actual.length,
  }
}

function yardstick({ actual, history, seasonLength }: CompetitionSeries) {
  const fitted = naive2().fit(history, { seasonLength })
  if (fitted.kind === 'declined') throw new Error(fitted.reason)
  const { mean: forecast } = fitted.forecast({ horizon: actual.length, levels: [] })
  return { smape: smape({ actual, forecast }), mase: mase({ actual, forecast, history, seasonLength }) }
}

function summary(rows: readonly Scored[], naive: readonly { smape: number; mase: number }[]) {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const smapes = rows.map((row) => row.smape)
  return {
    owa: owa({
      ...{ smape: smapes, mase: rows.map((row) => row.mase) },
      ...{ naive2Smape: naive.map((row) => row.smape), naive2Mase: naive.map((row) => row.mase) },
    }),
    smape: sum(smapes) / rows.length,
    covers: (100 * sum(rows.map((row) => row.inside))) / sum(rows.map((row) => row.steps)),
  }
}
