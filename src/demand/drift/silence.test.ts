import { dayAfter } from '@drumbeat/periods'
import { describe, expect, test } from 'vitest'
import { endedSince, feedStopped } from './silence.ts'

const every = (months: number, until: number) =>
  Array.from({ length: until }, (_, at) => at).filter((at) => at % months === 0)

describe('an item that may have ended', () => {
  test('has, once months in which it was always ordered are empty', () => {
    expect(endedSince({ sold: every(1, 30), closed: 33 })).toMatchObject({ at: 30, long: 3 })
    expect(endedSince({ sold: every(1, 30), closed: 32 })).toBeNull()
  })

  test('has not where such silences are its nature: by season, or because it is seldom ordered', () => {
    const summers = Array.from({ length: 36 }, (_, at) => at).filter((at) => at % 12 >= 3 && at % 12 <= 8)
    expect(endedSince({ sold: summers, closed: 39 })).toBeNull()
    expect(endedSince({ sold: summers, closed: 43 })).toMatchObject({ at: 33 })
    expect(endedSince({ sold: every(4, 40), closed: 42 })).toBeNull()
  })

  test('is no news a year later', () => {
    expect(endedSince({ sold: every(1, 20), closed: 33 })).toBeNull()
  })
})

describe('a feed that may be broken', () => {
  const workdays = Array.from({ length: 200 }, (_, i) => dayAfter('2026-01-05', i)).filter((_, i) => i % 7 < 5)

  test('is, once it is silent for longer than over any weekend', () => {
    expect(feedStopped({ days: workdays, through: dayAfter(workdays.at(-1)!, 3) })).toBeNull()
    const stopped = feedStopped({ days: workdays, through: dayAfter(workdays.at(-1)!, 8) })
    expect(stopped).toMatchObject({ since: dayAfter(workdays.at(-1)!, 1), long: 8 })
  })

  test('is not where feasts made such gaps before, where it comes seldom, or too little came to tell', () => {
    const withFeast = workdays.filter((_, i) => i < 60 || i > 66)
    expect(feedStopped({ days: withFeast, through: dayAfter(workdays.at(-1)!, 8) })).toBeNull()
    const monthly = workdays.filter((_, i) => i % 22 === 0)
    expect(feedStopped({ days: monthly, through: dayAfter(workdays.at(-1)!, 20) })).toBeNull()
    expect(feedStopped({ days: workdays.slice(0, 5), through: '2026-12-01' })).toBeNull()
  })
})
