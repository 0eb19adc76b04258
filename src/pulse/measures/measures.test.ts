import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { linearConflicts } from '../disclosure/linear.ts'
import { changeBetween } from './change.ts'
import { answerProblem, enpsOf, tallyOf, Z95 } from './enps.ts'
import { favourableOf } from './favourable.ts'
import { participationOf } from './participation.ts'
import { rounded } from './rounded.ts'
import { movedAmong, shareChange } from './share-change.ts'

type Reference = {
  z95: number
  enps: {
    promoters: number
    passives: number
    detractors: number
    eligible: number | null
    score: number
    exact: number
    centre: number
    margin: number
    low: number
    high: number
  }[]
  changes: { before: [number, number, number]; after: [number, number, number]; z: number; moved: boolean }[]
  linear: { k: number; sets: number[][]; groups: number[][] }[]
}
const file = new URL('../../../test/reference/pulse/measures.json', import.meta.url)
const reference: Reference = JSON.parse(readFileSync(file, 'utf8'))

describe('eNPS', () => {
  test('score and interval agree with NumPy and SciPy', () => {
    expect(Z95).toBeCloseTo(reference.z95, 12)
    expect(reference.enps.length).toBeGreaterThan(40)
    for (const each of reference.enps) {
      const found = enpsOf(each, each.eligible)
      expect(found.score).toBe(each.score)
      expect(found.exact).toBeCloseTo(each.exact, 10)
      for (const part of ['centre', 'margin', 'low', 'high'] as const) {
        expect(found.interval?.[part], JSON.stringify(each)).toBeCloseTo(each[part], 8)
      }
    }
  })

  test('24 of 30 answered, 13 promoters and 5 detractors: +33, from +16 to +43', () => {
    const { score, interval } = enpsOf({ promoters: 13, passives: 6, detractors: 5 }, 30)
    expect([score, rounded(interval!.low), rounded(interval!.high)]).toEqual([33, 16, 43])
  })

  test('the raw number counts: 6 is a detractor on both scales, 0 exists on one, skipped answers leave', () => {
    expect(tallyOf([6, 7, 8, 9, 10, null, 1], '1-10')).toEqual({ promoters: 2, passives: 2, detractors: 2 })
    expect(tallyOf([0, 6, 7, 9], '0-10')).toEqual({ promoters: 1, passives: 1, detractors: 2 })
    expect(answerProblem(0, '1-10')).toContain('0 is no answer on the scale 1-10')
    expect(answerProblem(7.5, '0-10')).toContain('7.5 is no answer')
    expect(answerProblem(11, '0-10')).toContain('11 is no answer')
  })

  test('nobody answered: no score, never 0; everybody answered: no margin', () => {
    expect(enpsOf({ promoters: 0, passives: 0, detractors: 0 }, 9)).toMatchObject({ score: null, interval: null })
    expect(enpsOf({ promoters: 4, passives: 0, detractors: 1 }, 5).interval?.margin).toBe(0)
    expect(enpsOf({ promoters: 1, passives: 0, detractors: 0 }, 1).interval?.margin).toBe(0)
  })

  test('halves round away from zero, and zero has no sign', () => {
    expect([0.5, -0.5, 1.5, -1.5, 2.5, -0.4].map((value) => rounded(value))).toEqual([1, -1, 2, -2, 3, 0])
    expect(Object.is(rounded(-0.2), 0)).toBe(true)
    expect(enpsOf({ promoters: 1, passives: 0, detractors: 7 }, null).score).toBe(-75)
    expect(enpsOf({ promoters: 5, passives: 2, detractors: 1 }, null).score).toBe(50)
    expect(enpsOf({ promoters: 0, passives: 7, detractors: 1 }, null).score).toBe(-13) // -12.5
  })
})

describe('change', () => {
  test('z agrees with NumPy', () => {
    const tally = ([promoters, passives, detractors]: [number, number, number]) => ({ promoters, passives, detractors })
    for (const { before, after, z, moved } of reference.changes) {
      const found = changeBetween({ tally: tally(before), scale: '1-10' }, { tally: tally(after), scale: '1-10' })
      expect(found.z).toBeCloseTo(z, 10)
      expect(found.verdict).toBe(moved ? 'moved' : 'within noise')
    }
  })

  test('different scales and rounds without answers are not comparable', () => {
    const tally = { promoters: 4, passives: 1, detractors: 1 }
    expect(changeBetween({ tally, scale: '1-10' }, { tally, scale: '0-10' }).verdict).toBe('not comparable')
    const none = { promoters: 0, passives: 0, detractors: 0 }
    expect(changeBetween({ tally: none, scale: '1-10' }, { tally, scale: '1-10' }).verdict).toBe('not comparable')
  })
})

describe('shares', () => {
  test('favourable is 4 and 5 of all answers given, with reversed items turned', () => {
    // 2 of 4 favourable, then reversed: answers 1, 2, 5 become 5, 4, 1.
    const plain = { counts: [1, 0, 1, 1, 1], reversed: false }
    const turned = { counts: [1, 1, 0, 0, 1], reversed: true }
    expect(favourableOf([plain])).toMatchObject({
      n: 4,
      favourable: 0.5,
      neutral: 0.25,
      unfavourable: 0.25,
      mean: 3.25,
    })
    expect(favourableOf([plain, turned])).toMatchObject({
      n: 7,
      favourable: 4 / 7,
      neutral: 1 / 7,
      unfavourable: 2 / 7,
    })
    expect(favourableOf([{ counts: [0, 0, 0, 0, 0], reversed: false }]).favourable).toBeNull()
  })

  test('participation leaves out the unreachable and those away all the time', () => {
    expect(participationOf({ eligible: 30, undeliverable: 2, onLeave: 3, answered: 20 })).toMatchObject({
      rate: 0.8,
      asked: 25,
    })
    expect(participationOf({ eligible: 3, undeliverable: 2, onLeave: 1, answered: 0 }).rate).toBeNull()
  })

  test('a fall from 24 to 12 of 30 is 40 points, give or take 22, and no chance; one from 24 to 21 may be', () => {
    const fall = shareChange({ favourable: 0.8, n: 30 }, { favourable: 0.4, n: 30 })
    expect(fall.difference).toBeCloseTo(-0.4, 12)
    // By hand: (25/32)(7/32)/32 + (13/32)(19/32)/32 = 0.0128784; z = (12/32)/sqrt = 3.3045.
    expect(fall.margin).toBeCloseTo(1.959964 * Math.sqrt(0.0128784), 4)
    expect(fall.p).toBeCloseTo(0.000952, 5)
    expect(shareChange({ favourable: 0.8, n: 30 }, { favourable: 0.7, n: 30 }).p).toBeGreaterThan(0.3)
  })

  test('of several differences those stand that Holm lets stand (R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") = 0.03 0.06 0.06 0.02)', () => {
    expect(movedAmong([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true])
    expect(movedAmong([])).toEqual([])
  })
})

test('linear combinations that isolate somebody are those a brute force over all small groups finds', () => {
  for (const { k, sets, groups } of reference.linear) {
    const published = sets.map((members, at) => ({ name: `set ${at}`, members: members.map((each) => `p${each}`) }))
    const found = linearConflicts(published, k).map(({ members }) => members.join())
    expect(found.sort()).toEqual(
      groups
        .map((group) =>
          group
            .map((each) => `p${each}`)
            .sort()
            .join(),
        )
        .sort(),
    )
  }
  expect(reference.linear.some(({ groups }) => groups.length > 0)).toBe(true)
})
