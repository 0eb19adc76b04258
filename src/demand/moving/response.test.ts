import { auto } from '@drumbeat/forecasting'
import { expect, test } from 'vitest'
import { answerTo, responseOf } from './response.ts'

/** Sales with a season and some noise, from a linear congruence. */
const sales = Array.from({ length: 48 }, (_, t) => {
  const noise = ((t * 7919 + 13) % 101) / 101 - 0.5
  return 200 + 40 * Math.sin((Math.PI * t) / 6) + 30 * noise
})
const fitted = auto({ series: sales, seasonLength: 12, nonNegative: true })
if (fitted.kind === 'declined') throw new Error(fitted.reason)
const response = responseOf(fitted, 6)!
const moved = (value: number) => {
  const at = (first: number) => fitted.update(first).forecast({ horizon: 5, levels: [] }).mean
  const still = at(response.mean)
  return Array.from(at(value), (mean, step) => mean - still[step]!)
}

test('a forecast moves by what the fitted model would say after an update with what the running period brings', () => {
  for (const surprise of [-1.7, -0.6, 0.3, 1, 1.4, 2]) {
    const { mean, deviation } = response
    const answer = answerTo(response, surprise * deviation)
    expect(answer[0]).toBe(0)
    const told = moved(mean + surprise * deviation)
    for (let step = 0; step < 5; step++)
      expect(Math.abs(answer[step + 1]! - told[step]!)).toBeLessThan(0.03 * deviation)
  }
  expect(Math.abs(answerTo(response, response.deviation)[1]!)).toBeGreaterThan(0.01 * response.deviation)
})

test('it stays where it is when the running period brings what was expected', () => {
  expect([...answerTo(response, 0)]).toEqual([0, 0, 0, 0, 0, 0])
})

test('an order ten deviations above moves it no further than one of two: one large order carries no season away', () => {
  const { deviation } = response
  expect(answerTo(response, 10 * deviation)).toEqual(answerTo(response, 2 * deviation))
})

test('what has never varied learns nothing', () => {
  const flat = auto({ series: new Array(30).fill(7), seasonLength: 12, nonNegative: true })
  expect(flat.kind === 'declined' ? null : responseOf(flat, 6)).toBeNull()
})
