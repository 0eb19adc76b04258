import { expect, test } from 'vitest'
import { type Asked, effectOf, measureSignal } from './measure.ts'

/** Draws from a linear congruence, roughly normal. */
function draws(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
  return () => uniform() + uniform() + uniform() + uniform() - 2
}

/** Four years of demand with a season; the index wanders, and demand follows `strength` times its move two months later. */
function world(strength: number, seed: number): Asked {
  const noise = draws(seed)
  const signal = [100]
  for (let t = 1; t < 48; t++) signal.push(signal[t - 1]! + 3 * noise())
  const values = signal.map(
    (_, t) => 500 + 80 * Math.sin((Math.PI * t) / 6) + strength * (signal[Math.max(0, t - 2)]! - 100) + 6 * noise(),
  )
  // What a model without the signal says: the season on the level of the last three months.
  const level = (at: number) =>
    [1, 2, 3].reduce((sum, back) => sum + values[at - back]! - 80 * Math.sin((Math.PI * (at - back)) / 6), 0) / 3
  const origins = [34, 36, 38, 40, 42, 44].map((at) => ({
    at,
    mean: [0, 1, 2].map((ahead) => level(at) + 80 * Math.sin((Math.PI * (at + ahead)) / 6)),
  }))
  return { values, from: 0, signal, origins, seasonLength: 12 }
}

test('a signal that leads by two months is found with its lead, and earlier forecasts are better with it', () => {
  const found = Array.from({ length: 60 }, (_, seed) => measureSignal(world(10, 7 + 31 * seed)))
  expect(found.filter(({ used, lag }) => used && lag === 2).length).toBeGreaterThanOrEqual(57)
  for (const { slope, wape, baseWape } of found.filter(({ used }) => used)) {
    expect(slope).toBeGreaterThan(8.5)
    expect(slope).toBeLessThan(11.5)
    expect(wape!).toBeLessThan(baseWape!)
  }
})

test('signals that have nothing to do with demand are hardly ever used, and it is said why', () => {
  const found = Array.from({ length: 200 }, (_, seed) => measureSignal(world(0, 1000 + 17 * seed)))
  expect(found.filter(({ used }) => used).length).toBeLessThanOrEqual(6)
  expect(found.find(({ used }) => !used)!.reason).toMatch(/^(Demand has not followed it|It followed demand)/)
})

test('a constant says nothing, and says so', () => {
  expect(measureSignal({ ...world(5, 7), signal: new Array(48).fill(3) })).toMatchObject({ used: false, lag: null })
})

test('what it changed moves the months it leads; what nobody knows yet stays as it was, and what is expected counts', () => {
  const known = { values: new Array(24).fill(100), from: 0, signal: [...new Array(23).fill(100), 90] }
  const steps = { lag: 2, slope: 5, periods: 4 }
  expect(effectOf(known, { ...steps, future: 'given' })).toEqual([0, -50, -50, -50])
  const expected = { ...known, signal: [...known.signal, 80] }
  expect(effectOf(expected, { ...steps, future: 'given' })).toEqual([0, -50, -100, -100])
})

test('a signal with gaps is measured on what it has; where the newest month is missing, it counts as it was last', () => {
  const whole = world(10, 7)
  const gaps = (missing: readonly number[]) => ({
    ...whole,
    signal: whole.signal.map((value, t) => (missing.includes(t) ? Number.NaN : value)),
  })
  const found = measureSignal(gaps([5, 17, 18, 30]))
  expect(found).toMatchObject({ used: true, lag: 2 })
  const of = { lag: found.lag!, slope: found.slope!, periods: 3, future: 'given' } as const
  const late = effectOf(gaps([47]), of)
  expect(late[1]).toBeCloseTo(late[0]!, 9)
  expect(effectOf(gaps([43, 44, 45, 46, 47]), of).every((effect) => Number.isFinite(effect))).toBe(true)
  const mostlyEmpty = gaps(whole.signal.flatMap((_, t) => (t % 3 === 0 ? [] : [t])))
  expect(measureSignal(mostlyEmpty)).toMatchObject({ used: false, lag: null })
})
