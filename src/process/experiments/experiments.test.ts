import { normalQuantile } from '@drumbeat/forecasting'
import { expect, test } from 'vitest'
import {
  alwaysValid,
  armOf,
  differenceInDifferences,
  minimalDetectableEffect,
  neededPerArm,
  verdictOf,
} from './experiments.ts'

test('quantiles of the normal distribution are those of R', () => {
  // R: qnorm(c(0.975, 0.8, 0.0001, 0.5))
  for (const [p, z] of [
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [0.0001, -3.719016485455709],
    [0.5, 0],
  ] as const)
    expect(normalQuantile(p)).toBeCloseTo(z, 9)
})

test('the sample size of a textbook: effect of half a deviation at 80 % power needs 63 per arm', () => {
  // Two-sided 5 %, power 0.8, d = 0.5 by the normal approximation: 2 (1.96 + 0.8416)² / 0.25 = 62.8
  expect(neededPerArm({ deviation: 1, effect: 0.5, confidence: 0.95, power: 0.8 })).toBe(63)
  expect(minimalDetectableEffect({ deviation: 1, perArm: 63, confidence: 0.95, power: 0.8 })).toBeCloseTo(0.499, 3)
})

test('the interval holds at every daily look in at least 95 % of runs, and a planted effect is found', () => {
  const random = seeded(11)
  let [held, found] = [0, 0]
  const runs = 200
  for (let run = 0; run < runs; run++) {
    const same = looked({ random, effect: 0, days: 40 })
    if (same.every(({ low, high }) => low <= 0 && high >= 0)) held++
    if (looked({ random, effect: 0.6, days: 40 }).some(({ low }) => low > 0)) found++
  }
  expect(held / runs).toBeGreaterThanOrEqual(0.95)
  expect(found / runs).toBeGreaterThanOrEqual(0.8)
})

test('difference in differences takes the common change out', () => {
  const arm = (mean: number) => ({ n: 100, mean, variance: 25 })
  const found = differenceInDifferences({
    treatedBefore: arm(10),
    treatedAfter: arm(17),
    otherBefore: arm(12),
    otherAfter: arm(14),
    confidence: 0.95,
  })
  expect(found).toMatchObject({ effect: 5, standardError: 1 })
  expect(found.low).toBeCloseTo(5 - 1.95996, 4)
})

test('the verdict is in words, and too few are not judged', () => {
  expect(verdictOf({ low: 1, high: 2 }, false)).toBe('worse')
  expect(
    verdictOf(alwaysValid({ control: armOf([1]), treatment: armOf([2]), confidence: 0.95, planned: 100 }), true),
  ).toBe('too few to say')
})

function looked({ random, effect, days }: { random: () => number; effect: number; days: number }) {
  const [control, treatment]: [number[], number[]] = [[], []]
  return Array.from({ length: days }, () => {
    for (let each = 0; each < 5; each++) {
      control.push(normal(random))
      treatment.push(normal(random) + effect)
    }
    return alwaysValid({ control: armOf(control), treatment: armOf(treatment), confidence: 0.95, planned: 200 })
  }).filter((interval) => interval !== null)
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return state / 2 ** 32
  }
}
