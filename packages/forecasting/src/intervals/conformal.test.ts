import { describe, expect, it } from 'vitest'
import type { Model } from '../contract.ts'
import { mean } from '../models/mean.ts'
import { randomFrom } from '../numerics/random.ts'
import { conformal } from './conformal.ts'

const random = randomFrom(21)
/** Noise with heavy tails, whose normal intervals are wrong at every level. */
const heavy = Array.from({ length: 400 }, () => 50 + 5 * random.normal() * (random.uniform() < 0.15 ? 4 : 1))

function coverage(model: Model, level: number): number {
  let inside = 0
  for (let origin = 100; origin < 400; origin++) {
    const fitted = model.fit(heavy.slice(0, origin))
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const [interval] = fitted.forecast({ horizon: 1, levels: [level] }).intervals
    if (heavy[origin]! >= interval!.lo[0]! && heavy[origin]! <= interval!.hi[0]!) inside++
  }
  return (100 * inside) / 300
}

describe('conformal intervals', () => {
  it('bring the coverage of a wrong law nearer to what is promised', () => {
    const [plain, corrected] = [coverage(mean(), 80), coverage(conformal(mean()), 80)]
    expect(plain).toBeGreaterThan(87)
    expect(Math.abs(corrected - 80)).toBeLessThan(Math.abs(plain - 80))
  })

  it('widen online when the world becomes noisier', () => {
    let fitted = conformal(mean()).fit(Array.from({ length: 60 }, (_, t) => 50 + Math.sin(t * t)))
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const before = fitted.forecast({ horizon: 1, levels: [80] }).intervals[0]!
    for (let t = 0; t < 40; t++) fitted = fitted.kind === 'fitted' ? fitted.update(50 + 20 * Math.sin(t * t)) : fitted
    const after = fitted.kind === 'fitted' ? fitted.forecast({ horizon: 1, levels: [80] }).intervals[0]! : before
    expect(after.hi[0]! - after.lo[0]!).toBeGreaterThan(5 * (before.hi[0]! - before.lo[0]!))
  })
})
