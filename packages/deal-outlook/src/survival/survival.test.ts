import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aalenJohansen } from './aalen-johansen.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { normalQuantile } from './normal-quantile.ts'

const file = resolve(import.meta.dirname, '../../../../test/reference/deal-outlook/survival.json')
const reference: Record<string, Record<string, (number | null)[]>> = JSON.parse(readFileSync(file, 'utf8'))

describe.each(Object.keys(reference))('curves of %s', (name) => {
  const r = reference[name]!
  const durations = { times: r.times as number[], endings: r.endings as number[] }

  it('are those of Kaplan-Meier in R survival, with errors, intervals and the median, to 1e-6', () => {
    const { steps, median } = kaplanMeier(durations)
    expect(steps.map(({ time }) => time)).toEqual(r.time)
    expect(steps.map(({ atRisk }) => atRisk)).toEqual(r.atRisk)
    for (const key of ['share', 'standardError', 'lo', 'hi'] as const)
      near(
        steps.map((step) => step[key]),
        r[key]!,
      )
    near([median.time, median.lo, median.hi], r.median!)
  })

  it('are those of Aalen-Johansen in R survival, with errors, to 1e-6, and sum to 1', () => {
    const points = aalenJohansen(durations)
    for (const key of ['won', 'lost', 'wonError', 'lostError'] as const)
      near(
        points.map((point) => point[key]),
        r[key]!,
      )
    for (const { won, lost, open } of points) expect(won + lost + open).toBeCloseTo(1, 12)
  })
})

describe('waits that cannot be', () => {
  it('are refused with the value and the way out', () => {
    expect(() => kaplanMeier({ times: [5, -2], endings: [1, 0] })).toThrow('deal 1 is -2 days')
    expect(() => aalenJohansen({ times: [5], endings: [3] })).toThrow('ending of deal 0 is 3')
    expect(() => kaplanMeier({ times: [], endings: [] })).toThrow('0 times')
    expect(() => kaplanMeier({ times: [Number.NaN], endings: [1] })).toThrow('NaN days')
  })

  it('normal quantiles are those of R qnorm', () => {
    const values = [1e-10, 0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999].map(normalQuantile)
    const r = [-6.361340902404056, -3.0902323061678136, -1.9599639845400545, -0.5244005127080407, 0, 1.2815515655446004]
    near(values, [...r, 1.959963984540054, 3.719016485455709])
  })
})

function near(found: number[], wanted: (number | null)[]): void {
  expect(found.length).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) {
    if (value === null) expect(found[i], `place ${i}`).toBeNaN()
    else expect(Math.abs(found[i]! - value), `place ${i}: ${found[i]} beside ${value}`).toBeLessThan(1e-6)
  }
}
