import { add } from '#platform/numbers/decimal.ts'
import { consensusOf } from '../consensus/cells.ts'
import type { Check } from '../schema.ts'
import { check, percent } from './check.ts'
import type { CycleState } from './state.ts'

/** Master data must be complete for this share of the volume. */
const completeShare = 0.98
/** An override this far from the weighted figure is large: it needs a reason and an assumption. */
const largeOverride = 0.2

/** The gate of step 1: data that reconcile and are complete, exceptions with owners. */
export function dataGate({ facts, exceptionOwners }: CycleState): Check[] {
  if (!facts) {
    return [check('captured', 'Data captured', false, 'the data of this cycle are not captured', 'Capture the data.')]
  }
  const { totals, masterData, negativeStock, exceptions } = facts
  const held = add(totals.history, totals.leftOut)
  const reconciles = Number(add(held, `-${totals.lines}`.replace('--', ''))) === 0
  const without = exceptions.filter(({ id }) => !exceptionOwners[id])
  const { share, items, incomplete } = masterData
  return [
    check('captured', 'Data captured', true, `actuals are closed to ${facts.closedTo}`),
    check(
      'totals',
      'Totals reconcile',
      reconciles,
      `order lines hold ${totals.lines} units; demand holds ${totals.history}, and leaves out ${totals.leftOut}`,
      'Wait for demand to read the order lines again, then capture the data anew.',
    ),
    check(
      'stock',
      'No negative stock',
      negativeStock === null ? null : negativeStock === 0,
      negativeStock === null ? 'no stock is recorded' : `${negativeStock} stock positions are negative`,
      'Correct the stock positions, then capture the data anew.',
    ),
    check(
      'master-data',
      `Master data complete for at least ${completeShare * 100} % of volume`,
      share === null ? null : share >= completeShare,
      share === null
        ? 'nothing was sold in the last twelve months'
        : `${percent(share)} of the volume is of items with family and price; ${incomplete} of ${items} items lack one`,
      'Give the items their family and list price, then capture the data anew.',
    ),
    check(
      'exceptions',
      'Each exception has an owner',
      without.length === 0,
      without.length === 0
        ? `${exceptions.length} exceptions, all with owners`
        : `${without.length} of ${exceptions.length} exceptions have no owner, the first is ${without[0]!.name}`,
      'Name an owner for each exception.',
    ),
  ]
}

/** The gate of step 2: a consensus that is signed, explained and priced. */
export function demandGate(state: CycleState): Check[] {
  const { facts, familySignatures, overrides, assumptions } = state
  const families = facts?.families ?? []
  const unsigned = families.filter((id) => !familySignatures[id]).length
  const cells = consensusOf(state)
  const large = cells.filter(
    ({ override, weighted }) =>
      override !== null && Math.abs(override - (weighted ?? 0)) > largeOverride * (weighted ?? 0),
  )
  const valid = new Set(assumptions.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id))
  const bare = large.filter(({ familyId, month }) => {
    const { reason, assumptionId } = overrides[`${familyId}|${month}`]!
    return !reason.trim() || !assumptionId || !valid.has(assumptionId)
  })
  const unpriced = cells.filter(({ units, revenueMinor }) => (units ?? 0) > 0 && revenueMinor === null)
  return [
    check(
      'families',
      'Consensus signed per family',
      families.length > 0 && unsigned === 0,
      unsigned === 0
        ? `${families.length} families are signed`
        : `${unsigned} of ${families.length} families are not signed`,
      'Sign each family in the demand review.',
    ),
    check(
      'overrides',
      'Large overrides have reason and assumption',
      bare.length === 0,
      bare.length === 0
        ? `${large.length} overrides lie more than ${largeOverride * 100} % from the weighted figure, all with reasons`
        : `${bare.length} of ${large.length} large overrides lack a reason or an assumption that still stands`,
      'Give each its reason and name the assumption it rests on.',
    ),
    check(
      'revenue',
      'Units x price = revenue',
      unpriced.length === 0,
      unpriced.length === 0
        ? `${cells.length} family-months: units times price is the revenue of each`
        : `${unpriced.length} family-months have units and no price, so the revenue is not whole`,
      'Set a price for them in the consensus.',
    ),
  ]
}
