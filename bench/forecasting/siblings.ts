import { auto, coverage, type Fitted, mean, naive, seasonalNaive, siblingForecast } from '@drumbeat/forecasting'
import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'
import { type DatedSeries, readDatedM3 } from './m3-dated.ts'
import { m3Folder } from './m3-series.ts'

/**
 * Short and new series with and without their siblings: M3 series of which only the last few values are shown, beside the
 * series of the same category next to them up to the same month; and simulated families of launches.
 */
export async function run(): Promise<string> {
  const folder = m3Folder()
  const lines = [...['### Simulated families, launches in sight', ''], ...table(simulatedCases())]
  if (!folder)
    return [...lines, '', 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'].join('\n')
  const dated = readDatedM3(folder)
  return [
    ...lines,
    ...['', '### M3 cut to its last values, with the series next to it as siblings', ''],
    ...table(m3Cases(dated)),
  ].join('\n')
}

const ages = [0, 1, 2, 3, 5, 8, 10, 14, 20, 26, 36]
const seed = 20261123

interface Case {
  readonly age: number
  readonly seasonLength: number
  readonly known: Float64Array
  readonly siblings: readonly { readonly series: Float64Array }[]
  readonly actual: Float64Array
}

/** Absolute errors over the mean actual, averaged over series, and what the intervals hold. */
function table(cases: readonly Case[]): string[] {
  const methods: [string, (one: Case) => Fitted | undefined][] = [
    ['siblings', (one) => fitted(() => siblingForecast({ ...given(one), siblings: one.siblings }))],
    ['auto alone', (one) => fitted(() => auto(given(one)))],
    ['naive', (one) => fitted(() => naive().fit(one.known, given(one)))],
    ['seasonal naive', (one) => fitted(() => seasonalNaive().fit(one.known, given(one)))],
    ['mean', (one) => fitted(() => mean().fit(one.known, given(one)))],
  ]
  const rows = ages.flatMap((age) => {
    const set = cases.filter((one) => one.age === age)
    if (set.length === 0) return []
    const cells = methods.map(([, method]) => {
      const scored = set.map((one) => score(one, method(one)))
      return scored.some((each) => each === undefined) ? '-' : shown(scored.map((each) => each!))
    })
    return [`| ${[age, set.length, ...cells].join(' | ')} |`]
  })
  return [
    'Absolute error over mean actual, per cent, averaged over series (80 % and 95 % coverage).',
    '',
    `| own values | series | ${methods.map(([name]) => name).join(' | ')} |`,
    `| ---: | ---: | ${methods.map(() => '---:').join(' | ')} |`,
    ...rows,
  ]
}

function given({ known, seasonLength }: Case) {
  return { series: known, seasonLength, nonNegative: true }
}

function fitted(ask: () => Fitted | { kind: 'declined' }): Fitted | undefined {
  const found = ask()
  return found.kind === 'fitted' ? found : undefined
}

function score({ actual }: Case, model: Fitted | undefined) {
  if (!model) return undefined
  const { mean: forecast, intervals } = model.forecast({ horizon: actual.length, levels: [80, 95] })
  const total = actual.reduce((sum, value) => sum + value, 0)
  const error = actual.reduce((sum, value, h) => sum + Math.abs(value - forecast[h]!), 0)
  return {
    error: Math.min(5, error / total),
    within: intervals.map((interval) => coverage({ actual, ...interval })),
  }
}

function shown(scored: readonly { error: number; within: readonly number[] }[]): string {
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const percent = (values: readonly number[]) => (100 * average(values)).toFixed(0)
  const [in80, in95] = [0, 1].map((i) => percent(scored.map(({ within }) => within[i]!)))
  return `${(100 * average(scored.map(({ error }) => error))).toFixed(1)} (${in80}, ${in95})`
}

/** Up to 20 neighbours by number of the same category and period that cover the origin, cut there. */
function m3Cases(all: readonly DatedSeries[]): Case[] {
  const monthly = all.filter(({ seasonLength, values }) => seasonLength === 12 && values.every((value) => value > 0))
  return monthly.flatMap((one, place) => {
    if (place % 5 !== 0) return []
    const origin = one.first + one.values.length - 12
    const siblings = monthly
      .slice(Math.max(0, place - 20), place + 21)
      .filter((other) => other !== one && other.category === one.category)
      .filter((other) => other.first + other.values.length >= origin && origin - other.first >= 42)
      .map((other) => ({ series: other.values.subarray(0, origin - other.first) }))
      .slice(0, 20)
    if (siblings.length < 5) return []
    const known = one.values.length - 12
    return ages
      .slice(1)
      .filter((age) => age <= known)
      .map((age) => ({
        ...{ age, seasonLength: 12, siblings },
        known: one.values.slice(known - age, known),
        actual: one.values.slice(known),
      }))
  })
}

/** 60 families of 12: a common season with own deviations, a launch curve with own speed, levels apart by a factor of e, noise of 10 to 30 %. */
function simulatedCases(): Case[] {
  const random = randomFrom(seed)
  const cases: Case[] = []
  for (let family = 0; family < 60; family++) {
    const height = 0.5 * random.uniform()
    const phase = random.uniform() * 12
    const speed = 2 + 6 * random.uniform()
    const noise = 0.1 + 0.2 * random.uniform()
    const member = (length: number) => {
      const level = Math.exp(5 + random.normal())
      const own = { height: height * (1 + 0.3 * random.normal()), speed: speed * Math.exp(0.3 * random.normal()) }
      let wander = 0
      return Float64Array.from({ length }, (_, age) => {
        wander += 0.03 * random.normal()
        const season = 1 + own.height * Math.sin((2 * Math.PI * (length - age - phase)) / 12)
        const launch = 1 - 0.85 * Math.exp(-(age + 1) / own.speed)
        return level * launch * season * Math.exp(wander + noise * random.normal())
      })
    }
    for (const age of ages) {
      const siblings = Array.from({ length: 11 }, () => {
        const length = 30 + Math.floor(30 * random.uniform())
        const life = member(length + 12).subarray(0, length)
        return { series: Float64Array.of(...new Float64Array(60 - length), ...life) }
      })
      const whole = member(age + 12)
      cases.push({ age, seasonLength: 12, siblings, known: whole.slice(0, age), actual: whole.slice(age) })
    }
  }
  return cases
}
