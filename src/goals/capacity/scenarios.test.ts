import { expect, test } from 'vitest'
import type { Known } from './own-plan.ts'
import { readHires, sideBySide } from './scenarios.ts'

// Two ramped sellers, 100 a month each; a hire brings all of it at once.
const known: Known = {
  from: '2027-01-01',
  sellers: ['Ada', 'Bo'].map((name) => ({ id: name, name, tenure: null })),
  wonBefore: Array.from({ length: 12 }, () => 200),
  ramped: 100,
  ramp: [{ month: 0, hires: 9, share: 1, low: 1, high: 1 }],
}

test('scenarios of hires stand side by side: what they bring, the gap that is left, the months that stay short', () => {
  const asked = { growth: 0.5, targetMinor: null, presence: 1 } // 300 a month
  const found = sideBySide(known, asked, [[{ month: 0, heads: 1 }], [{ month: 6, heads: 2 }]])
  expect(
    found.map(({ heads, capacityMinor, gapMinor, monthsShort }) => [heads, capacityMinor, gapMinor, monthsShort]),
  ).toEqual([
    [2, 2400, -1200, 12],
    [3, 3600, 0, 0],
    [4, 3600, 0, 6],
  ])
})

test('hires are read as an address holds them, and nothing else', () => {
  expect(readHires('3@1')).toEqual([{ heads: 3, month: 1 }])
  expect(readHires('2@1/2@4')).toEqual([
    { heads: 2, month: 1 },
    { heads: 2, month: 4 },
  ])
  for (const text of ['', '3', '3@12', '501@1', '3@1/', '-1@1']) expect(readHires(text), text).toBeNull()
})
