import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageInOrder } from './first-in-order.ts'

test('a page is what sorting all and cutting it out gives', () => {
  const rows = fc.uniqueArray(fc.integer())
  const page = fc.record({ offset: fc.nat(30), limit: fc.integer({ min: 1, max: 20 }) })
  fc.assert(
    fc.property(rows, page, (all, { offset, limit }) => {
      const order = (a: number, b: number) => a - b
      expect(pageInOrder(all, order, { offset, limit })).toEqual(all.toSorted(order).slice(offset, offset + limit))
    }),
  )
})
