import { expect, test } from 'vitest'
import { effectSince } from './effect.ts'

// R 4.2.2: prop.test(c(168, 110), c(200, 200), correct = FALSE)$conf.int is 0.2043538348 0.3756461652
test('84 % of 200 after 55 % of 200 moved by 29 points, with the margin of R', () => {
  const found = effectSince({ value: 0.55, n: 200 }, { now: { value: 0.84, n: 200 }, unit: 'share', isDone: true })
  expect(found.verdict).toBe('moved')
  expect(found.difference).toBeCloseTo(0.29, 12)
  expect(found.margin).toBeCloseTo((0.3756461652 - 0.2043538348) / 2, 9)
})

test('five points of 20 things are within noise, a multiple is not tested, and what is not done is not measured', () => {
  const before = { value: 0.5, n: 20 }
  const now = { value: 0.55, n: 20 }
  expect(effectSince(before, { now, unit: 'share', isDone: true }).verdict).toBe('within noise')
  expect(effectSince({ value: 2, n: 5 }, { now: { value: 3, n: 5 }, unit: 'multiple', isDone: true })).toEqual({
    verdict: 'not tested',
    difference: 1,
    margin: null,
  })
  expect(effectSince(before, { now, unit: 'share', isDone: false }).verdict).toBe('not measured yet')
  expect(effectSince(null, { now, unit: 'share', isDone: true }).verdict).toBe('not measured yet')
})
