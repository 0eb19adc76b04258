import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitMoney } from './split.ts'

const sold = (unitsBefore: number, priceBefore: number, unitsAfter: number, priceAfter: number) => ({
  ...{ unitsBefore, moneyBefore: unitsBefore * priceBefore },
  ...{ unitsAfter, moneyAfter: unitsAfter * priceAfter },
})

test('a dearer item and two units that went from the dear item to the cheap one: price 12, mix -20, no volume', () => {
  expect(splitMoney([sold(10, 10, 12, 11), sold(10, 20, 8, 20)])).toEqual({
    ...{ before: 300, after: 292, volume: 0, price: 12, mix: -20, priceBefore: 15, priceAfter: 14.6 },
  })
})

test('twice of everything is volume alone, and prices that rise by a tenth are price alone', () => {
  expect(splitMoney([sold(10, 10, 20, 10), sold(10, 20, 20, 20)])).toMatchObject({ volume: 300, price: 0, mix: 0 })
  const dearer = splitMoney([sold(10, 10, 10, 11), sold(10, 20, 10, 22)])
  expect(dearer).toMatchObject({ volume: 0, mix: 0 })
  expect(dearer.price).toBeCloseTo(30, 12)
})

test('a new item is volume at the average price, and mix for what it is dearer; with nothing before, all is volume', () => {
  expect(splitMoney([sold(10, 10, 10, 10), sold(0, 0, 5, 30)])).toMatchObject({ volume: 50, price: 0, mix: 100 })
  expect(splitMoney([sold(0, 0, 5, 30)])).toMatchObject({ volume: 150, price: 0, mix: 0, priceBefore: null })
})

test('the three make up the change, whatever was sold', () => {
  const number = fc.integer({ min: 0, max: 100_000 })
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number, number)), (rows) => {
      const { before, after, volume, price, mix } = splitMoney(rows.map(([a, b, c, d]) => sold(a, b, c, d)))
      expect(Math.abs(volume + price + mix - (after - before))).toBeLessThanOrEqual(1e-9 * (1 + before + after))
    }),
    { numRuns: 50 },
  )
})
