import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanced, loadsOf } from './balance.ts'

const account = (potential: number, territory: number, more: { fixed?: boolean; allowed?: number[] } = {}) => ({
  potential,
  territory,
  fixed: more.fixed ?? false,
  allowed: more.allowed ?? null,
})

test('an overloaded territory sheds the fewest accounts, and the bound proves that nothing better exists', () => {
  const accounts = [account(40, 0), account(30, 0), account(30, 0), account(20, 1)]
  const found = balanced({ accounts, territories: 2, mostMoves: 1 })
  expect(found).toMatchObject({ moved: 1, max: 60, bound: 60 })
  expect(found.assignment[0]).toBe(1)
})

test('fixed accounts stay, and accounts go only where they may', () => {
  const accounts = [
    account(40, 0, { fixed: true }),
    account(30, 0, { allowed: [0, 2] }),
    account(10, 1),
    account(10, 2),
  ]
  const { assignment } = balanced({ accounts, territories: 3, mostMoves: 4 })
  expect([...assignment]).toEqual([0, 2, 1, 2])
})

test('the bound is never above the best of all assignments, and the balance never below the bound nor above the start', () => {
  const instance = fc.record({
    accounts: fc.array(fc.record({ potential: fc.integer({ min: 1, max: 50 }), territory: fc.nat(2) }), {
      minLength: 1,
      maxLength: 6,
    }),
    mostMoves: fc.nat(6),
  })
  fc.assert(
    fc.property(instance, ({ accounts: given, mostMoves }) => {
      const accounts = given.map(({ potential, territory }) => account(potential, territory))
      const { max, bound, moved } = balanced({ accounts, territories: 3, mostMoves })
      const best = bestOfAll(accounts, mostMoves)
      expect(bound).toBeLessThanOrEqual(best + 1e-6)
      expect(max).toBeGreaterThanOrEqual(best - 1e-6)
      expect(max).toBeLessThanOrEqual(Math.max(...loadsOf(accounts, 3)) + 1e-6)
      expect(moved).toBeLessThanOrEqual(mostMoves)
    }),
    { numRuns: 200 },
  )
})

function bestOfAll(accounts: ReturnType<typeof account>[], mostMoves: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let code = 0; code < 3 ** accounts.length; code++) {
    const places = accounts.map((_, at) => Math.floor(code / 3 ** at) % 3)
    if (places.filter((place, at) => place !== accounts[at]!.territory).length > mostMoves) continue
    best = Math.min(
      best,
      Math.max(
        ...loadsOf(
          accounts.map((each, at) => ({ ...each, territory: places[at]! })),
          3,
        ),
      ),
    )
  }
  return best
}
