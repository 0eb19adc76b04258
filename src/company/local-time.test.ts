import { expect, test } from 'vitest'
import { instantIn, minuteOf, minuteText } from './local-time.ts'

test('eight in the morning is another instant in each zone, and before and after the clocks change', () => {
  const at = (timeZone: string, day: string, hour = 8) => instantIn({ timeZone, day, hour })
  expect(at('Europe/Berlin', '2026-01-15')).toBe('2026-01-15T07:00:00.000Z')
  expect(at('Europe/Berlin', '2026-07-15')).toBe('2026-07-15T06:00:00.000Z')
  expect(at('America/New_York', '2026-03-09')).toBe('2026-03-09T12:00:00.000Z')
  expect(at('Asia/Kolkata', '2026-03-09')).toBe('2026-03-09T02:30:00.000Z')
  expect(at('UTC', '2026-03-09', 24)).toBe('2026-03-10T00:00:00.000Z')
})

test('half past two on the night when clocks go forward is an hour later, and midnight after it is right', () => {
  expect(instantIn({ timeZone: 'Europe/Berlin', day: '2026-03-29', hour: 2, minute: 30 })).toBe(
    '2026-03-29T01:30:00.000Z',
  )
  expect(instantIn({ timeZone: 'Europe/Berlin', day: '2026-03-29', hour: 24 })).toBe('2026-03-29T22:00:00.000Z')
  expect(instantIn({ timeZone: 'Europe/Berlin', day: '2026-10-25', hour: 24 })).toBe('2026-10-25T23:00:00.000Z')
})

test('a minute of the day is written and read as 08:05; what is no hour is none', () => {
  expect([minuteText(485), minuteText(0), minuteOf('08:05'), minuteOf('23:59:30'), minuteOf('soon')]).toEqual([
    '08:05',
    '00:00',
    485,
    1439,
    null,
  ])
})
