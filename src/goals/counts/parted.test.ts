import { expect, test } from 'vitest'
import { parted } from './parted.ts'

test('whole pieces stay whole and sum to the target, and units by weight are parted to six decimals', () => {
  expect(parted('10', { days: 90, before: 31 })).toEqual({ leaving: '3', coming: '7' }) // 3.44
  expect(parted('9', { days: 90, before: 45 })).toEqual({ leaving: '5', coming: '4' }) // 4.5, halves up
  expect(parted('2.5', { days: 90, before: 30 })).toEqual({ leaving: '0.833333', coming: '1.666667' })
  expect(parted('0', { days: 90, before: 30 })).toEqual({ leaving: '0', coming: '0' })
})
