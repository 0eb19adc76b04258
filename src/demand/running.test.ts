import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runningPeriod, stillExpected } from './running.ts'

const prior = { mean: 100, lo80: 80, hi80: 120, lo95: 70, hi95: 130 }
const even = (elapsed: number) => ({ elapsed, shares: Array.from({ length: 12 }, () => elapsed) })
const total = (soFar: number, arrival: { elapsed: number; shares: number[] }) => {
  const part = stillExpected({ soFar, arrival, prior, measure: 'units' })
  return runningPeriod({ soFar, remaining: part * prior.mean, prior, measure: 'units' })
}

test('at the start of a period the forecast made before it stands, at its end what came', () => {
  expect(total(0, even(0)).mean).toBe(100)
  expect(total(0, even(0)).hi80).toBeCloseTo(120, 0)
  expect(total(93, even(1)).mean).toBe(93)
})

test('half-way of an even month the pace has pulled the forecast most of the way, and the range is narrower', () => {
  const half = total(60, even(0.5))
  expect(half.mean).toBeGreaterThan(110)
  expect(half.mean).toBeLessThan(120)
  expect(half.hi80 - half.lo80).toBeLessThan(40)
})

test('where everything comes on the first days, little more is expected after them', () => {
  const early = total(104, { elapsed: 0.6, shares: Array(12).fill(1) })
  expect(early.mean).toBeGreaterThanOrEqual(104)
  expect(early.mean).toBeLessThan(110)
})

test('where everything comes at the end, nothing so far is no bad sign', () => {
  expect(total(0, { elapsed: 0.5, shares: Array(12).fill(0) }).mean).toBeGreaterThan(80)
})

const amount = fc.double({ min: 0, max: 1e9, noNaN: true })
const part = fc.double({ min: 0, max: 1, noNaN: true })

test('every bound is at least what came, the range has a width, and nodes add up to their sum', () => {
  const node = fc.record({ soFar: amount, mean: amount })
  fc.assert(
    fc.property(
      node,
      node,
      part,
      part,
      fc.constantFrom('units' as const, 'money' as const),
      (a, b, width, still, measure) => {
        const at = ({ soFar, mean }: { soFar: number; mean: number }) => {
          const flat = { mean, lo80: mean * (1 - width), hi80: mean * (1 + width), lo95: mean, hi95: mean }
          return runningPeriod({ soFar, remaining: still * mean, prior: flat, measure })
        }
        const [one, two, both] = [at(a), at(b), at({ soFar: a.soFar + b.soFar, mean: a.mean + b.mean })]
        expect(both.mean).toBeCloseTo(one.mean + two.mean, 4)
        expect(Math.min(one.mean, one.lo80, one.lo95)).toBeGreaterThanOrEqual(a.soFar)
        expect(one.hi80).toBeGreaterThan(one.lo80)
        expect(one.hi95).toBeGreaterThanOrEqual(one.hi80)
        expect(one.lo95).toBeLessThanOrEqual(one.lo80)
      },
    ),
  )
})

test('what is still expected is never negative and finite, whatever came', () => {
  fc.assert(
    fc.property(amount, amount, part, fc.array(part, { maxLength: 12 }), (soFar, mean, elapsed, shares) => {
      const flat = { mean, lo80: mean, hi80: mean, lo95: mean, hi95: mean }
      const still = stillExpected({ soFar, arrival: { elapsed, shares }, prior: flat, measure: 'units' })
      expect(still).toBeGreaterThanOrEqual(0)
      expect(Number.isFinite(still)).toBe(true)
    }),
  )
})
