import { expect, test } from 'vitest'
import { shareDone, stagesOf } from './progress.ts'

test('where nothing is forecast yet, all views are forecast before any is measured', () => {
  const making = stagesOf(() => true).map(({ making: what }) => what)
  expect(making).toEqual([...Array(4).fill('forecasts'), ...Array(4).fill('accuracy')])
  expect(stagesOf(() => false).map(({ making: what }) => what)).toEqual(Array(4).fill('both'))
})

test('the share that is done grows to one, and says all only when all is made', () => {
  const stages = stagesOf(({ measure }) => measure === 'money')
  const shares = stages.flatMap((_, at) =>
    [0, 0.5, 1].map((made) => shareDone({ stages, at, threads: 2, ofAll: 1, made })),
  )
  expect(shares[0]).toBe(0)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeLessThan(1)
  expect(shareDone({ stages, at: stages.length, threads: 2, ofAll: 1, made: 0 })).toBe(1)
})
