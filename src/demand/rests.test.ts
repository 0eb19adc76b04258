import { expect, test } from 'vitest'
import { firstSlice, longRestAfter, nextSlice } from './rests.ts'

test('so many families are moved at a time as take 150 ms, and moving takes a tenth of the time', () => {
  expect(nextSlice({ families: 2, tookMs: 20 })).toBe(15)
  expect(nextSlice({ families: 10, tookMs: 1500 })).toBe(1)
  expect(nextSlice({ families: 0, tookMs: 1 })).toBe(firstSlice)
  expect(longRestAfter(150)).toBe(1350)
})
