import { describe, expect, it } from 'vitest'
import type { Fitted } from '../contract.ts'
import { ets } from '../models/ets/ets.ts'
import { randomFrom } from '../numerics/random.ts'
import { type Watched, watch } from './watch.ts'

function begun(series: number[]): Watched {
  const watched = watch({ series, model: ets() })
  if (watched.kind === 'declined') throw new Error(watched.reason)
  return watched
}

const random = randomFrom(4)
const noise = Array.from({ length: 200 }, () => 100 + 5 * random.normal())

describe('watching a model', () => {
  it('leaves a model alone whose world stays the same', () => {
    let watched = begun(noise.slice(0, 100))
    let refits = 0
    for (const value of noise.slice(100)) {
      watched = watched.update(value)
      if (watched.refitted) refits++
    }
    expect(refits).toBeLessThanOrEqual(2)
  })

  it('fits anew within a few values when the level jumps, and the forecast follows', () => {
    let watched: Watched = begun(noise.slice(0, 100))
    let plain: Fitted = watched.fitted
    let first = 0
    for (const [i, value] of noise.slice(100, 130).entries()) {
      watched = watched.update(value + 25)
      plain = plain.update(value + 25)
      if (watched.refitted && first === 0) first = i + 1
    }
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThanOrEqual(5)
    const miss = (fitted: Fitted) => Math.abs(fitted.forecast({ horizon: 1 }).mean[0]! - 125)
    expect(miss(watched.fitted)).toBeLessThan(miss(plain))
  })

  it('fits anew when the history has grown by the share asked for, and counts', () => {
    const watched = watch({ series: noise.slice(0, 40), model: ets(), limit: 1e9, growth: 0.25 })
    if (watched.kind === 'declined') throw new Error(watched.reason)
    const all: Watched[] = []
    let last: Watched = watched
    for (const value of noise.slice(40, 64)) {
      last = last.update(value)
      all.push(last)
    }
    expect(all.flatMap(({ refitted }, i) => (refitted ? [40 + i + 1] : []))).toEqual([50, 63])
    expect(last.refits).toBe(2)
  })

  it('takes a missing value as no news, and two futures from one state do not disturb each other', () => {
    const watched = begun(noise.slice(0, 100))
    expect(watched.update(Number.NaN).drift).toEqual({ up: 0, down: 0 })
    const [high, low] = [watched.update(110), watched.update(90)]
    expect(high.drift.up).toBeGreaterThan(0)
    expect(low.drift.down).toBeGreaterThan(0)
    expect(high.update(110).fitted.forecast({ horizon: 1 }).mean[0]).toBeGreaterThan(
      low.update(90).fitted.forecast({ horizon: 1 }).mean[0]!,
    )
  })
})
