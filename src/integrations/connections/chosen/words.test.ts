import { expect, test } from 'vitest'
import { plainNumber, wordsOf } from './words.ts'

test.each([
  ['1500', '1500'],
  ['1500.0', '1500'],
  ['1.5E3', '1500'],
  ['1.25e1', '12.5'],
  ['-15E-3', '-0.015'],
  ['-0.0', '0'],
  ['123456789012345678.25', '123456789012345678.25'],
  ['about 7', 'about 7'],
  ['', ''],
])('the number %s is kept as %s', (there, here) => expect(plainNumber(there)).toBe(here))

test('picked values stand under their labels, one that is no option any more as it is', () => {
  const say = wordsOf('multipicklist', [
    { value: 'n', label: 'North' },
    { value: 's', label: 'South' },
  ])
  expect(['n', 'n;s', 'old', ''].map(say)).toEqual(['North', 'North; South', 'old', ''])
  expect(['true', 'false', ''].map(wordsOf('boolean', []))).toEqual(['Yes', 'No', ''])
})
