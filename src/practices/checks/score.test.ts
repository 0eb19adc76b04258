import { describe, expect, test } from 'vitest'
import { checks } from './catalogue.ts'
import { levelOf, pointsToGain, rate, scoreOf } from './score.ts'

describe('a score', () => {
  test('runs straight from red to green and is clamped beyond, whichever is larger', () => {
    const more = { green: 0.95, red: 0.7 }
    expect([0.5, 0.7, 0.825, 0.95, 1].map((value) => scoreOf(value, more))).toEqual([0, 0, 50, 100, 100].map(near))
    const less = { green: 0.1, red: 0.3 }
    expect([0, 0.1, 0.25, 0.3, 1].map((value) => scoreOf(value, less))).toEqual([100, 100, 25, 0, 0].map(near))
  })
})

describe('a rating', () => {
  const check = (score: number | null, critical = false) => ({ weight: critical ? 2 : 1, critical, score })

  test('weighs critical checks twice', () => {
    expect(rate([check(100, true), check(40)])).toMatchObject({ composite: 80, level: 4, evidence: 1 })
  })

  test('says nothing of a level below 60 % evidence, and exactly there it does', () => {
    expect(rate([check(80), check(null)])).toMatchObject({ composite: 80, level: null, evidence: 0.5 })
    expect(rate([...Array(3).fill(check(80)), check(null), check(null)])).toMatchObject({ level: 4, evidence: 0.6 })
    expect(rate([check(null)])).toEqual({ composite: null, evidence: 0, level: null, capped: false })
    expect(rate([])).toEqual({ composite: null, evidence: 0, level: null, capped: false })
  })

  test('is held at 2 by a critical check at zero, never lifted to it', () => {
    expect(rate([check(0, true), ...Array(9).fill(check(100))])).toMatchObject({ level: 2, capped: true })
    expect(rate([check(0, true), check(10)])).toMatchObject({ level: 1, capped: false })
  })

  test('has its steps at 35, 55, 70 and above 85', () => {
    expect([34.9, 35, 54.9, 55, 69.9, 70, 85, 85.1].map(levelOf)).toEqual([1, 2, 2, 3, 3, 4, 4, 5])
  })

  test('gains what a check lacks, times its weight', () => {
    expect([check(40, true), check(100), check(null)].map(pointsToGain)).toEqual([120, 0, null])
  })
})

test('there are 28 checks with keys and numbers of their own, seven of them critical', () => {
  expect(checks.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, at) => at + 1))
  expect(new Set(checks.map(({ key }) => key)).size).toBe(28)
  expect(checks.filter(({ critical }) => critical).map(({ number }) => number)).toEqual([1, 2, 5, 7, 15, 16, 26])
})

function near(value: number) {
  return expect.closeTo(value, 9)
}
