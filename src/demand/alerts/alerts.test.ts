import { describe, expect, test } from 'vitest'
import { digest, type News, sharedOut } from './share-out.ts'
import { significantChange, type Told } from './significant.ts'

const months = ['2026-12-01', '2027-01-01', '2027-02-01']
const told = (mean: number, wide = 10, startsOn = months): Told => ({
  ...{ node: 'family:f', startsOn, mean: startsOn.map(() => mean) },
  ...{ lo80: startsOn.map(() => mean - wide), hi80: startsOn.map(() => mean + wide) },
})

describe('a forecast', () => {
  test('is news once it leaves what was told of it, beyond the range and by a tenth', () => {
    expect(significantChange(told(100), told(109))).toBeNull()
    expect(significantChange(told(100, 30), told(112))).toBeNull()
    expect(significantChange(told(100), told(112))).toEqual({ node: 'family:f', before: 300, now: 336 })
    expect(significantChange(told(100), told(88))).toMatchObject({ now: 264 })
  })

  test('is compared over the months that both tell of, and not over one', () => {
    const later = told(120, 10, ['2027-01-01', '2027-02-01', '2027-03-01'])
    expect(significantChange(told(100), later)).toEqual({ node: 'family:f', before: 200, now: 240 })
    expect(significantChange(told(100), told(120, 10, ['2027-02-01', '2027-03-01']))).toBeNull()
  })
})

describe('news', () => {
  const news = (count: number): News[] =>
    Array.from({ length: count }, (_, i) => ({ id: String(i), sentence: `News ${i}.`, reason: 'So.', at: '' }))

  test('are single actions up to five a day; what is beyond is one', () => {
    const counted = (count: number, today: number) => {
      const { single, together } = sharedOut(news(count), today)
      return [single.length, together.length]
    }
    expect(counted(5, 0)).toEqual([5, 0])
    expect(counted(40, 0)).toEqual([4, 36])
    expect(counted(2, 4)).toEqual([0, 2])
    expect(counted(1, 5)).toEqual([0, 1])
  })

  test('are one mail, which stays short', () => {
    const { subject, text } = digest({ to: 'a@b.c', company: 'Tarnbeck', news: news(40), link: 'http://x/demand' })
    expect(subject).toBe('Demand: News 0. And 39 more.')
    expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(31)
    expect(text).toContain('- and 10 more')
  })
})
