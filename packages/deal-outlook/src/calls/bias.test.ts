import { describe, expect, it } from 'vitest'
import { type Random, randomFrom } from '../random.ts'
import { normalQuantile } from '../survival/normal-quantile.ts'
import { callBiases, correctedCall } from './bias.ts'

describe('the bias of human calls', () => {
  it('of sandbaggers and happy ears lies in its 95 % interval for at least 90 % of reps over 50 seeds', () => {
    let [inside, all] = [0, 0]
    for (let seed = 1; seed <= 50; seed++) {
      const { past, truth } = somebodysCalls(seed)
      for (const { submitter, lo, hi } of callBiases(past).submitters) {
        all++
        if (lo <= truth.get(submitter)! && truth.get(submitter)! <= hi) inside++
      }
    }
    expect(inside / all).toBeGreaterThanOrEqual(0.9)
    expect(inside / all).toBeLessThan(0.99)
  })

  it('is closer to the truth than each own mean ratio', () => {
    let [shrunkMiss, ownMiss] = [0, 0]
    for (let seed = 1; seed <= 50; seed++) {
      const { past, truth } = somebodysCalls(seed)
      for (const { submitter, factor } of callBiases(past).submitters) {
        const logs = past
          .filter((call) => call.submitter === submitter)
          .map(({ called, actual }) => Math.log(actual / called))
        const own = logs.reduce((sum, log) => sum + log, 0) / logs.length
        shrunkMiss += (Math.log(factor) - Math.log(truth.get(submitter)!)) ** 2
        ownMiss += (own - Math.log(truth.get(submitter)!)) ** 2
      }
    }
    expect(shrunkMiss).toBeLessThan(ownMiss)
  })

  it('of one call moves little, of many calls much; a newcomer gets that of all', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ submitter: 'Ines', called: 100, actual: 140 + (i % 5) }))
    const others = Array.from({ length: 12 }, (_, i) => ({
      submitter: `rep ${i % 4}`,
      called: 100,
      actual: 90 + 3 * (i % 7),
    }))
    const { submitters, newcomer } = callBiases([...many, ...others, { submitter: 'Jon', called: 100, actual: 145 }])
    const of = (name: string) => submitters.find(({ submitter }) => submitter === name)!
    expect(of('Jon').factor).toBeLessThan(of('Ines').factor)
    expect(of('Jon').hi - of('Jon').lo).toBeGreaterThan(of('Ines').hi - of('Ines').lo)
    expect(newcomer.calls).toBe(0)
    expect(correctedCall(1000, of('Ines')).value).toBeCloseTo(1000 * of('Ines').factor, 9)
  })

  it('counts calls without a ratio, refuses those that are no number, and knows nothing of nobody', () => {
    expect(callBiases([{ submitter: 'Ines', called: 0, actual: 5 }]).leftOut).toBe(1)
    expect(() => callBiases([{ submitter: 'Ines', called: Number.NaN, actual: 5 }])).toThrow('Ines is NaN')
    const { newcomer } = callBiases([])
    expect(newcomer.factor).toBe(1)
    expect(newcomer.lo).toBeLessThan(0.8)
  })
})

/** Reps of whom some sandbag (factor 1.3) and some have happy ears (0.75), one to ten quarters each. */
function somebodysCalls(seed: number) {
  const random = randomFrom(seed)
  const truth = new Map<string, number>()
  const past = Array.from({ length: 24 }, (_, rep) => {
    const kind = [1, 1, 1.3, 0.75][random.whole(4)]! * Math.exp(0.08 * normal(random))
    truth.set(`rep ${rep}`, kind)
    return Array.from({ length: 1 + random.whole(10) }, () => {
      const actual = 100_000 * Math.exp(0.5 * normal(random))
      return { submitter: `rep ${rep}`, called: (actual / kind) * Math.exp(0.25 * normal(random)), actual }
    })
  }).flat()
  return { past, truth }
}

function normal(random: Random): number {
  return normalQuantile((random.whole(1e6) + 0.5) / 1e6)
}
