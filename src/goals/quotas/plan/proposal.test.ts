import { expect, test } from 'vitest'
import { proposedQuotas, prorated, type Seller } from './proposal.ts'

const seller = (personId: string, historyMinor: number, potentialMinor: number): Seller => ({
  personId,
  name: personId,
  historyMinor,
  potentialMinor,
  current: null,
})

test('a target with over-assignment is spread by history and potential in whole steps that sum exactly', () => {
  const { assignedMinor, quotas } = proposedQuotas(
    [seller('a', 600, 100), seller('b', 300, 300), seller('c', 100, 600)],
    {
      targetMinor: 100_000_001,
      overAssignment: 0.1,
      historyShare: 0.5,
      stepMinor: 100_000,
    },
  )
  expect(assignedMinor).toBe(110_000_001)
  expect(quotas.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(assignedMinor)
  // Weights 0.35, 0.3, 0.35 of 1,100 steps: 385, 330, 385, and the one minor unit that is no step goes to one of them.
  expect(quotas.map(({ amountMinor }) => Math.floor(amountMinor / 100_000))).toEqual([385, 330, 385])
})

test('a new hire gets the mean weight; with nothing known all get the same', () => {
  const asked = { targetMinor: 900, overAssignment: 0, historyShare: 1, stepMinor: 1 }
  expect(
    proposedQuotas([seller('a', 100, 0), seller('b', 200, 0), seller('new', 0, 0)], asked).quotas.map(
      ({ amountMinor }) => amountMinor,
    ),
  ).toEqual([200, 400, 300])
  expect(
    proposedQuotas([seller('a', 0, 0), seller('b', 0, 0)], asked).quotas.map(({ amountMinor }) => amountMinor),
  ).toEqual([450, 450])
  expect(proposedQuotas([], asked).quotas).toEqual([])
})

test('a quota that changes hands in mid-period is parted by days to the cent', () => {
  expect(prorated(1_000_000, { days: 92, before: 31 })).toEqual({ leaving: 336_957, coming: 663_043 })
})
