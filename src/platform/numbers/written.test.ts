import { expect, test } from 'vitest'
import { writtenIn } from './written.ts'

const gate = 'the plan of 2026-10-31 lies 12.5 % from 48210.5 units; 3 of 11 items of order A-2026 lack one in 2026'

test('a sentence of a kernel is read with the numbers and days of the company', () => {
  expect(writtenIn('de-DE').sentence(gate)).toBe(
    'the plan of 31.10.2026 lies 12,5\u00a0% from 48.210,5 units; 3 of 11 items of order A-2026 lack one in 2026',
  )
  expect(writtenIn('en-US').sentence(gate)).toBe(
    'the plan of Oct 31, 2026 lies 12.5% from 48,210.5 units; 3 of 11 items of order A-2026 lack one in 2026',
  )
})

test('a figure with a sign is no year', () => {
  expect(writtenIn('de-DE').sentence('+1234 units, −2026 to +12 %')).toBe('+1.234 units, −2.026 to +12\u00a0%')
})

test('a whole number of four digits is written as people of the locale write it, a year is not', () => {
  const said = '2400 exceptions beside 48210 units; 2026 units in 2026, planned in 1998 and 2027'
  expect(writtenIn('de-DE').sentence(said)).toBe(
    '2.400 exceptions beside 48.210 units; 2.026 units in 2026, planned in 1998 and 2027',
  )
})

test('what is written as people write it already stays as it is', () => {
  const said = 'From 1,250.5 units on 1.250,50 € at 10:30, version 2.1.3 and 4/2026.'
  expect(writtenIn('de-DE').sentence(said)).toBe(said)
})
