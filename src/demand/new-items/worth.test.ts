import { expect, test } from 'vitest'
import { placesOf, priceOf } from './worth.ts'

const brought = (places: Record<string, number>, price: number, list: number | null) => ({
  ...{ itemId: 'x', places, price },
  ofList: list && price / list,
})

test('a new item is sold where its look-alikes are, and for as much less than its list price as they are', () => {
  const alike = [
    brought({ north: 60, '': 20 }, 90, 100),
    brought({ north: 10, south: 10 }, 160, 200),
    brought({}, 95, null),
  ]
  expect(placesOf(alike)).toEqual([
    { territoryId: 'north', share: 0.7 },
    { territoryId: 'south', share: 0.1 },
  ])
  // Sold at 90 and 80 % of their lists: 85 % of 1,000.
  expect(priceOf(1000, alike)).toBeCloseTo(850, 9)
  expect(priceOf(null, alike)).toBe(95)
  expect([placesOf([]), priceOf(1000, []), priceOf(null, [])]).toEqual([[], 1000, 0])
})
