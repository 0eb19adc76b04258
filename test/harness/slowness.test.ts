import { expect, test } from 'vitest'
import { limitsFor, measureSlowness, slownessOf } from './slowness.ts'

test('a quiet machine has the plain limits', () => {
  expect(limitsFor(slownessOf({ tookMs: 9, waiting: 0.4, cores: 2 }))).toEqual({
    test: 120_000,
    hook: 240_000,
    step: 30_000,
  })
})

test.each([
  ['a slow processor', { tookMs: 48, waiting: 0, cores: 2 }, 4],
  ['a busy machine', { tookMs: 12, waiting: 6, cores: 2 }, 3],
  ['a machine that is both', { tookMs: 24, waiting: 10, cores: 2 }, 5],
  ['a machine that hangs', { tookMs: 9_000, waiting: 0, cores: 2 }, 20],
])('%s waits longer in proportion', (_, measured, slowness) => {
  expect(slownessOf(measured)).toBe(slowness)
  expect(limitsFor(slowness).step).toBe(30_000 * slowness)
})

test('this machine can be measured', () => {
  expect(measureSlowness()).toBeGreaterThanOrEqual(1)
})
