import { expect, test } from 'vitest'
import { readRamp, readSteps, writeRamp, writeSteps } from './plan-text.ts'

test('steps and ramp are read as they are written, and what cannot be read is named', () => {
  const steps = [
    { day: 5, title: 'Meet the team' },
    { day: 30, title: 'Prices: all of them' },
  ]
  expect(readSteps(writeSteps(steps))).toEqual({ steps, wrong: null })
  expect(readSteps('5: Meet; soon: Sell').wrong).toBe('"soon: Sell" is not a day, a colon and a title.')
  expect(readRamp(writeRamp([0.1, 0.125, 1]))).toEqual({ ramp: [0.1, 0.125, 1], wrong: null })
  expect(readRamp('10 % ; 50%; 100').ramp).toEqual([0.1, 0.5, 1])
  expect(readRamp('ten; 50').wrong).toBe('"ten" is no share in per cent.')
})
