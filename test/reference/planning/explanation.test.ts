import { expect, it } from 'vitest'
import { pricesAgainstResolves } from '../../../bench/planning/explanation.ts'

it('prices every scarce hour and unit to within 1 % of a solve from nothing with one more, and causes add up to 100 %', async () => {
  const { prices, within, causes, complete, wrong } = await pricesAgainstResolves({
    from: 1,
    companies: 40,
    pricesEach: 6,
  })
  expect(wrong).toEqual([])
  expect(within).toBe(prices)
  expect(complete).toBe(causes)
  expect(prices).toBeGreaterThan(100)
  expect(causes).toBeGreaterThan(100)
})
