import { expect, it } from 'vitest'
import { effectOf, quantileOfT } from './effect.ts'

it('has the quantiles of the tables', () => {
  // qt(0.95, df) in R: 2.015048, 1.812461, 1.724718, 1.660234
  for (const [freedom, value] of [
    [5, 2.015048],
    [10, 1.812461],
    [20, 1.724718],
    [100, 1.660234],
  ] as const) {
    expect(Math.abs(quantileOfT(freedom) - value)).toBeLessThan(0.003)
  }
})

it('cannot tell where too little came before', () => {
  expect(effectOf({ past: [], expected: 10, came: 12 })).toEqual({
    reason: 'only 0 earlier spans can be compared; 6 are needed',
  })
})

it('finds what decisions truly brought within its 90 % range, in at least 84 of 100 seeded histories', () => {
  let within = 0
  for (let seed = 1; seed <= 100; seed++) {
    const { past, expected, came, truth } = history(seed)
    const effect = effectOf({ past, expected, came })
    if ('lo90' in effect && effect.lo90 <= truth && truth <= effect.hi90) within += 1
  }
  expect(within).toBeGreaterThanOrEqual(84)
  expect(within).toBeLessThan(100) // a range that always holds is too wide to say anything
})

/** A company whose forecasts lean and err, month by month with memory; a decision adds a known number of units. */
function history(seed: number) {
  const normal = normals(seed)
  const lean = 0.05 * normal()
  const spread = 0.06 + 0.04 * Math.abs(normal())
  const span = () => {
    let [expected, came, last] = [0, 0, 0]
    for (let month = 0; month < 3; month++) {
      const forecast = 400 * (1 + 0.3 * Math.sin(month + seed)) * (1 + 0.1 * normal())
      last = 0.4 * last + normal() * spread
      expected += forecast
      came += forecast * (1 + lean + last)
    }
    return { expected, came: Math.round(came) }
  }
  const past = Array.from({ length: 18 }, span)
  const present = span()
  const truth = Math.round(60 + 90 * Math.abs(normal()))
  return { past, expected: present.expected, came: present.came + truth, truth }
}

/** Normal draws from a small seeded generator (mulberry32, Box and Muller). */
function normals(seed: number): () => number {
  let state = seed * 0x9e3779b9
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
