import { auto, coverage, type FittedRegression, regression } from '@drumbeat/forecasting'
import { randomFrom } from '../../packages/forecasting/src/numerics/random.ts'

/**
 * Regression on simulated series that one signal moves with a delay, beside a signal that moves nothing and an event: how often
 * the lag is found, how often chance is kept, and the error against `auto` without signals; long and short histories.
 */
export async function run(): Promise<string> {
  return [
    `${count} series a line, seed ${seed}, six steps ahead. The signal's own future is forecast, not known; it is a first-order autoregression.`,
    'Error over mean actual in per cent. Chance: any lag of the signal that moves nothing.',
    '',
    '| values | season | moves by | found at its lag | kept at another | chance kept | error of regression | of auto | 95 % covers | effect inside its 95 % | CPU ms |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[
      { length: 72, m: 12, size: 6 },
      { length: 72, m: 12, size: 2 },
      { length: 72, m: 12, size: 0 },
      { length: 60, m: 1, size: 6 },
      { length: 60, m: 1, size: 0 },
      { length: 22, m: 1, size: 6 },
      { length: 22, m: 1, size: 0 },
    ].map(row),
  ].join('\n')
}

const [count, ahead, seed, lag] = [60, 6, 20261123, 2]

interface Setting {
  readonly length: number
  readonly m: number
  readonly size: number
}

function row(setting: Setting): string {
  const { length, m, size } = setting
  const random = randomFrom(seed + length + m + size)
  let [found, other, chance, errorOurs, errorAuto, total, inside, held] = [0, 0, 0, 0, 0, 0, 0, 0]
  let spent = 0
  for (let i = 0; i < count; i++) {
    const { signal, noise, events, y } = simulated(setting, random)
    const known = y.subarray(0, length)
    const actual = y.subarray(length)
    const start = process.cpuUsage().user
    const model = regression({
      signals: [
        { name: 'signal', values: signal.subarray(0, length) },
        { name: 'noise', values: noise.subarray(0, length) },
      ],
      events: [{ name: 'event', at: events }],
    })
    const fitted = model.fit(known, { seasonLength: m })
    spent += process.cpuUsage().user - start
    const plain = auto({ series: known, seasonLength: m })
    if (fitted.kind === 'declined' || plain.kind === 'declined') throw new Error('declined')
    const lags = lagsOf(fitted, 'signal')
    if (lags.includes(lag)) found++
    if (lags.some((each) => each !== lag)) other++
    if (lagsOf(fitted, 'noise').length > 0) chance++
    const effect = fitted.effects.find((each) => each.name === 'signal' && each.lag === lag)
    if (effect && Math.abs(effect.perUnit - size) < 1.96 * effect.standardError) held++
    const { mean, intervals } = fitted.forecast({ horizon: ahead, levels: [95] })
    const without = plain.forecast({ horizon: ahead, levels: [] }).mean
    for (let h = 0; h < ahead; h++) {
      errorOurs += Math.abs(mean[h]! - actual[h]!)
      errorAuto += Math.abs(without[h]! - actual[h]!)
      total += actual[h]!
    }
    inside += coverage({ actual, ...intervals[0]! })
  }
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const cells = [
    ...[length, m, size, percent(found / count), percent(other / count), percent(chance / count)],
    ...[percent(errorOurs / total), percent(errorAuto / total), percent(inside / count)],
    ...[found > 0 ? percent(held / found) : '-', (spent / 1000 / count).toFixed(0)],
  ]
  return `| ${cells.join(' | ')} |`
}

function lagsOf({ effects }: FittedRegression, name: string): number[] {
  return effects.filter((effect) => effect.name === name).map((effect) => effect.lag)
}

/** A wandering level, a wave of 20 where there is a season, an event worth 30 every 17 periods, noise of 3; the signal has a deviation of 1.4. */
function simulated({ length, m, size }: Setting, random: ReturnType<typeof randomFrom>) {
  const all = length + ahead
  let state = 0
  const signal = Float64Array.from({ length: all }, () => {
    state = 0.7 * state + random.normal()
    return 20 + state
  })
  const noise = Float64Array.from({ length: all }, () => random.normal())
  const events = Array.from({ length: all }, (_, t) => t).filter((t) => t % 17 === 5)
  let level = 300
  const y = Float64Array.from({ length: all }, (_, t) => {
    level += 2 * random.normal()
    const wave = m > 1 ? 20 * Math.sin((2 * Math.PI * t) / m) : 0
    const event = events.includes(t) ? 30 : 0
    return level + wave + event + size * (signal[t - lag] ?? signal[0]!) + 3 * random.normal()
  })
  return { signal, noise, events, y }
}
