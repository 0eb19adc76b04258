import { describe, expect, it } from 'vitest'
import { auto } from '../auto.ts'
import { randomFrom } from '../numerics/random.ts'
import { detectSeason } from './detect-season.ts'

describe('a season of which nothing was said', () => {
  it('is found in months, days and hours, with trend and noise', () => {
    const random = randomFrom(8)
    for (const [m, n] of [
      [12, 72],
      [7, 70],
      [24, 240],
      [4, 48],
    ] as const) {
      const y = Float64Array.from(
        { length: n },
        (_, t) => 100 + t + 20 * Math.sin((2 * Math.PI * t) / m) + 3 * random.normal(),
      )
      expect(detectSeason(y)).toBe(m)
    }
  })

  it('is seldom seen where there is none: white noise, wanderings, and memories', () => {
    const random = randomFrom(3)
    let alarms = 0
    for (let i = 0; i < 2000; i++) {
      let [level, memory] = [100, 0]
      const n = 20 + Math.floor(150 * random.uniform())
      const y = Float64Array.from({ length: n }, () => {
        level += random.normal()
        memory = 0.7 * memory + random.normal()
        return i % 3 === 0 ? random.normal() : i % 3 === 1 ? level : memory
      })
      if (detectSeason(y) > 1) alarms++
    }
    expect(alarms).toBeLessThan(20)
  })

  it('is used by auto, which says so; a season length that was given is not questioned', () => {
    const series = Array.from(
      { length: 60 },
      (_, t) => 100 + t + 20 * Math.sin((2 * Math.PI * t) / 12) + ((t * 37) % 5),
    )
    const found = auto({ series })
    if (found.kind === 'declined') throw new Error(found.reason)
    expect(found.notes.join(' ')).toContain('A season of 12 was found in the values')
    const { mean } = found.forecast({ horizon: 12 })
    expect(Math.max(...mean) - Math.min(...mean)).toBeGreaterThan(30)
    const plain = auto({ series, seasonLength: 1 })
    if (plain.kind === 'declined') throw new Error(plain.reason)
    expect(plain.notes).toEqual([])
  })
})

describe('multiple seasonality at once', () => {
  it('are followed where they are given', () => {
    const truth = (t: number) =>
      200 * (1 + 0.2 * Math.sin((2 * Math.PI * t) / 7)) * (1 + 0.4 * Math.sin((2 * Math.PI * t) / 365.25))
    const random = randomFrom(2)
    const series = Float64Array.from({ length: 900 }, (_, t) => truth(t) * Math.exp(0.05 * random.normal()))
    const both = auto({ series, seasonLengths: [7, 365.25] })
    const one = auto({ series, seasonLength: 7 })
    if (both.kind === 'declined' || one.kind === 'declined') throw new Error('declined')
    const miss = (mean: Float64Array) => mean.reduce((sum, value, h) => sum + Math.abs(value - truth(900 + h)) / 60, 0)
    const [ours, theirs] = [both, one].map((fitted) => miss(fitted.forecast({ horizon: 60 }).mean))
    expect(ours!).toBeLessThan(0.5 * theirs!)
    expect(both.notes.join(' ')).toContain('Seasons of 7 and 365.25')
  })

  it('are left out where the history is too short for them', () => {
    const found = auto({
      series: Array.from({ length: 40 }, (_, t) => 50 + (t % 7) + t / 10),
      seasonLengths: [7, 365.25],
    })
    if (found.kind === 'declined') throw new Error(found.reason)
    expect(found.notes.join(' ')).toContain('365.25 needs')
  })
})
