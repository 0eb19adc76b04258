import { describe, expect, it } from 'vitest'
import { forecastValueAdded } from './value-added.ts'

const none = Number.NaN

describe('forecast value added', () => {
  const table = forecastValueAdded({
    actual: [100, 200, 100, none],
    steps: [
      { name: 'naive', forecast: [150, 150, 150, 150] },
      { name: 'statistical', forecast: [120, 180, 120, 140] },
      { name: 'override', forecast: [none, 220, 200, none] },
      { name: 'consensus', forecast: [none, none, 110, none] },
    ],
  })

  it('is the fall of WAPE and bias from step to step', () => {
    // Absolute errors: 50+50+50, 20+20+20, 20+20+100, 20+20+10, over 400; sums of forecasts: 450, 420, 540, 450.
    expect(table.map(({ name, wape }) => [name, wape])).toEqual([
      ['naive', 0.375],
      ['statistical', 0.15],
      ['override', 0.35],
      ['consensus', 0.125],
    ])
    expect(table.map(({ bias }) => bias)).toEqual([0.125, 0.05, 0.35, 0.125])
    const rounded = (values: number[]) => values.map((value) => Math.round(value * 1e9) / 1e9)
    expect(rounded(table.map(({ gain }) => gain))).toEqual([0, 0.225, -0.2, 0.225])
    expect(rounded(table.map(({ gainSinceFirst }) => gainSinceFirst))).toEqual([0, 0.225, 0.025, 0.25])
    expect(rounded(table.map(({ biasGain }) => biasGain))).toEqual([0, 0.075, -0.3, 0.225])
  })

  it('says what the changed values alone gained or lost', () => {
    // The override changed 180 to 220 (no gain) and 120 to 200 (20 became 100), on actuals of 300.
    expect(table[2]!.changed.count).toBe(2)
    expect(table[2]!.changed.before).toBeCloseTo(40 / 300, 12)
    expect(table[2]!.changed.after).toBeCloseTo(120 / 300, 12)
    expect(table[0]!.changed.count).toBe(0)
  })

  it('refuses a step of another length', () => {
    const steps = [{ name: 'naive', forecast: [1] }]
    expect(() => forecastValueAdded({ actual: [1, 2], steps })).toThrow('Step naive has 1 values for 2 actuals')
  })
})
