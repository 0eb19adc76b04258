import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import { forecastMany } from './forecast-many.ts'

const series = Array.from({ length: 200 }, (_, i) =>
  Float64Array.from(
    { length: 40 + (i % 20) },
    (_, t) => 50 + i + t + 10 * Math.sin((Math.PI * t) / 6) + ((t * 37 + i) % 11),
  ),
)
const request = { series, seasonLength: 12, horizon: 6 }

describe('forecasting many series', () => {
  it('gives what auto gives one by one, with one worker or two', async () => {
    const [one, two] = [await forecastMany({ ...request, workers: 1 }), await forecastMany({ ...request, workers: 2 })]
    expect(two.mean).toEqual(one.mean)
    expect(two.bounds[1]).toEqual(one.bounds[1])
    expect(new Set(two.state)).toEqual(new Set([1]))
    const base = auto({ series: series[77]!, seasonLength: 12 })
    if (base.kind === 'declined') throw new Error(base.reason)
    const { mean, intervals } = base.forecast({ horizon: 6 })
    expect([...two.mean.slice(77 * 6, 78 * 6)]).toEqual([...mean])
    expect([...two.bounds[1]!.hi.slice(77 * 6, 78 * 6)]).toEqual([...intervals[1]!.hi])
  })

  it('tells its progress and stops when asked, keeping what is done', async () => {
    const stop = new AbortController()
    stop.abort()
    const seen: number[] = []
    const done = await forecastMany({ ...request, workers: 2, signal: stop.signal, onProgress: (n) => seen.push(n) })
    expect(done.cancelled).toBe(true)
    expect(done.state.includes(0)).toBe(true)
    const whole = await forecastMany({ ...request, workers: 2, onProgress: (n) => seen.push(n) })
    expect(whole.cancelled).toBe(false)
    expect(seen.at(-1)).toBe(200)
  })

  it('marks a series that has no values', async () => {
    const { state, mean } = await forecastMany({ ...request, series: [[], [1, 2, 3]], workers: 1 })
    expect([...state]).toEqual([2, 1])
    expect(Number.isNaN(mean[0]!)).toBe(true)
  })

  it('works in a program typed at the command line, whose flags do not suit a worker', async () => {
    const pool = new URL('./forecast-many.ts', import.meta.url).href
    const program = `import { forecastMany } from '${pool}'
      const { mean } = await forecastMany({ series: [[1, 2, 3, 4, 5, 6]], seasonLength: 1, horizon: 1, workers: 1 })
      console.log(mean.length)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
    expect(stdout.trim()).toBe('1')
  })
})
