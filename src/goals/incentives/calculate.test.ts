import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plansAndHistories } from '../../../test/reference/incentives/random-plans.ts'
import { type Given, recompute } from '../../../test/reference/incentives/recompute.ts'
import { calculatedCase } from './case.ts'
import { incentivesContract } from './contract.ts'
import { faultsOfTerms, Terms } from './terms.ts'

const answer = (given: Given, more: object = {}) =>
  calculatedCase(incentivesContract.calculate.body.parse({ ...given, ...more }))
const q1 = (rules: Given['terms']['rules'], given: Partial<Given> & { terms?: object } = {}): Given => ({
  minorDigits: 2,
  quota: '100000',
  rate: '0.012',
  credits: [
    { id: 'a', day: '2026-02-01', amount: '60000.00', units: null, share: '1' },
    { id: 'b', day: '2026-02-02', amount: '90000.00', units: null, share: '1' },
  ],
  ...given,
  terms: { currency: 'USD', counts: 'deals', rules, ...given.terms },
})

test('a statement is what an independent calculator makes of any plan and history, and its lines sum to it', () => {
  fc.assert(
    fc.property(plansAndHistories, (given) => {
      const said = answer(given)
      expect(said.earnedMinor).toBe(recompute(given))
      expect(said.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(said.earnedMinor)
    }),
    { numRuns: 300 },
  )
})

test('delta statements sum to the full re-run, however often a period is run again', () => {
  fc.assert(
    fc.property(plansAndHistories, fc.array(fc.nat(25), { maxLength: 3 }), (given, cuts) => {
      let before = 0
      for (const cut of [...cuts, given.credits.length]) {
        const said = answer({ ...given, credits: given.credits.slice(0, cut) }, { earnedBeforeMinor: before })
        expect(said.deltaMinor).toBe(said.earnedMinor - before)
        before += said.deltaMinor
      }
      expect(before).toBe(recompute(given))
    }),
    { numRuns: 100 },
  )
})

test('marginal steps pay each its part, a retroactive one from the first dollar on, an accelerator what lies above quota', () => {
  const steps = [
    { from: '0', rate: '0.02' },
    { from: '1', rate: '0.05' },
  ]
  const tiers = { kind: 'tiers', name: 'Tiers', by: 'attainment', steps } as const
  expect(answer(q1([{ ...tiers, manner: 'marginal' }])).earnedMinor).toBe(2_000_00 + 2_500_00)
  expect(answer(q1([{ ...tiers, manner: 'retroactive' }])).earnedMinor).toBe(7_500_00)
  const base = { kind: 'commission', name: 'Base', rate: null } as const
  const faster = { kind: 'accelerator', name: 'Above quota', above: '1', multiplier: '1.5', rate: null } as const
  expect(answer(q1([base, faster])).rules).toMatchObject([{ amountMinor: 1_800_00 }, { amountMinor: 300_00 }])
})

test('a cap takes off what lies above it as a line of its own, and a draw is recovered from later earnings', () => {
  const base = { kind: 'commission', name: 'Base', rate: '0.01' } as const
  const capped = answer(q1([base], { terms: { cap: '1000' } as object } as never))
  expect(capped).toMatchObject({ earnedMinor: 1_000_00 })
  expect(capped.lines.at(-1)).toMatchObject({ rule: 'Cap', amountMinor: -500_00 })
  const terms = { draw: { amount: '2000', recoverable: true } }
  const first = answer(q1([base], { terms } as never))
  expect(first).toMatchObject({
    earnedMinor: 1_500_00,
    drawMinor: 500_00,
    payableMinor: 2_000_00,
    owedAfterMinor: 500_00,
  })
  const good = [{ id: 'c', day: '2026-03-01', amount: '230000', units: null, share: '1' }]
  const next = answer(q1([base], { terms, credits: good } as never), { owedBeforeMinor: first.owedAfterMinor })
  expect(next).toMatchObject({
    earnedMinor: 2_300_00,
    recoveredMinor: 300_00,
    payableMinor: 2_000_00,
    owedAfterMinor: 200_00,
  })
})

test('a rule that needs a quota says so where there is none, and the other rules pay', () => {
  const bonus = { kind: 'bonus', name: 'At goal', at: '1', amount: '500' } as const
  const said = answer(q1([{ kind: 'commission', name: 'Base', rate: '0.01' }, bonus], { quota: null }))
  expect(said.rules).toMatchObject([{ amountMinor: 1_500_00 }, { problem: 'no quota', amountMinor: 0 }])
})

test('steps out of order or overlapping are named with their values', () => {
  const terms = (from: string[]) =>
    Terms.parse({
      currency: 'USD',
      counts: 'deals',
      rules: [
        {
          kind: 'tiers',
          name: 'T',
          by: 'amount',
          manner: 'marginal',
          steps: from.map((each) => ({ from: each, rate: '0.1' })),
        },
      ],
    })
  expect(faultsOfTerms(terms(['0', '500', '200']))[0]?.message).toContain('from 500 and from 200 are out of order')
  expect(faultsOfTerms(terms(['0', '500', '500']))[0]?.message).toContain('overlap')
  expect(faultsOfTerms(terms(['0', '200', '500']))).toEqual([])
})
