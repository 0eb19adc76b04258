import { describe, expect, it } from 'vitest'
import { bias, coverage, mase, msis, owa, rmsse, smape, wape } from './accuracy.ts'

const actual = [10, 20, 30]
const forecast = [12, 18, 33]
const history = [1, 3, 2, 4]

describe('accuracy measures, by hand', () => {
  it('WAPE is 7 of 60, bias 3 of 60', () => {
    expect(wape({ actual, forecast })).toBeCloseTo(7 / 60, 12)
    expect(bias({ actual, forecast })).toBeCloseTo(3 / 60, 12)
  })

  it('sMAPE averages 200 |a - f| / (|a| + |f|)', () => {
    expect(smape({ actual, forecast })).toBeCloseTo((200 / 3) * (2 / 22 + 2 / 38 + 3 / 63), 12)
    expect(smape({ actual: [0], forecast: [0] })).toBe(0)
  })

  it('MASE divides by the seasonal step, RMSSE by the root mean squared step', () => {
    expect(mase({ actual, forecast, history, seasonLength: 1 })).toBeCloseTo(7 / 3 / (5 / 3), 12)
    expect(mase({ actual, forecast, history, seasonLength: 2 })).toBeCloseTo(7 / 3 / 1, 12)
    expect(rmsse({ actual, forecast, history })).toBeCloseTo(Math.sqrt(17 / 3 / (9 / 3)), 12)
  })

  it('coverage counts what lies inside, MSIS charges 40 times what lies outside a 95 % interval', () => {
    const bounds = { actual, lo: [9, 21, 25], hi: [11, 25, 35] }
    expect(coverage(bounds)).toBeCloseTo(2 / 3, 12)
    expect(msis({ ...bounds, level: 95, history, seasonLength: 1 })).toBeCloseTo((2 + 4 + 10 + 40) / 3 / (5 / 3), 9)
  })

  it('OWA is the mean of two ratios', () => {
    expect(owa({ smape: [9, 9], mase: [1, 1], naive2Smape: [10, 10], naive2Mase: [2, 2] })).toBeCloseTo(0.7, 12)
  })

  it('leaves missing actuals out', () => {
    expect(wape({ actual: [10, Number.NaN], forecast: [12, 5] })).toBeCloseTo(0.2, 12)
    expect(coverage({ actual: [Number.NaN, 1], lo: [0, 0], hi: [1, 2] })).toBe(1)
  })
})
