import { revenueOf } from '../consensus/money.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'
import type { Lever } from '../schema.ts'
import { capacityEffect, type Delivery, deliveredIn, orderedIn, shortDeliveryOf, shortPair } from './capacity.ts'
import type { RealisedEffect } from './contract.ts'
import { type Effect, effectOf, type PastPair } from './effect.ts'

/** What is known by now; months before `closed` are over. */
export type Known = Delivery & {
  closed: string
  /** What the plan of a cycle delivers of a family in a month when it is solved again for what was ordered; null where it cannot be. */
  resolved: (cycleId: string, cell: { familyId: string; month: string }) => number | null
}
type Found = Omit<RealisedEffect, 'decisionId' | 'cycleId' | 'month' | 'question' | 'option' | 'promisedMinor'>

/** What the decisions of past cycles brought, as far as the months that they were to change have closed. */
export function realisedEffects(cycles: readonly LoadedCycle[], known: Known): RealisedEffect[] {
  return cycles.flatMap(({ id: cycleId, state }) =>
    state.requests.flatMap(({ id, question, options, outcome }) => {
      const chosen = options.find(({ key }) => key === outcome?.option)
      if (!chosen) return []
      const about = {
        decisionId: id,
        cycleId,
        month: state.month,
        question,
        option: chosen.says,
        promisedMinor: chosen.effectMinor,
      }
      return [{ ...about, ...realised(chosen.lever, { cycleId, state, cycles, known }) }]
    }),
  )
}

/** Decisions on capacity whose months have closed: their plans are worth solving again. */
export function capacityDecided(cycles: readonly LoadedCycle[], closed: string): LoadedCycle[] {
  return cycles.filter(({ state }) =>
    state.requests.some(({ options, outcome }) => {
      const lever = options.find(({ key }) => key === outcome?.option)?.lever
      return lever?.kind === 'capacity' && lever.to < closed
    }),
  )
}

type Case = { cycleId: string; state: CycleState; cycles: readonly LoadedCycle[]; known: Known }

function realised(lever: Lever | null, at: Case): Found {
  const { state, known } = at
  if (!lever) return none('the option names nothing that can be measured')
  if (lever.kind === 'price') return none('the effect of a price is not told apart from demand')
  const months = spanOf(lever)
  if (months.some((month) => month >= known.closed)) return none('the months it was to change have not all closed')
  const effect = lever.kind === 'capacity' ? ofCapacity(lever, months, at) : ofDemand(lever, months, at)
  if ('reason' in effect) return none(effect.reason)
  const price = state.facts?.cells[cellKey({ familyId: lever.familyId, month: lever.from })]?.price ?? null
  const money = (units: number) => revenueOf({ units, price, minorDigits: state.minorDigits })
  const { units, lo90, hi90 } = effect
  return { ...effect, minor: money(units), lo90Minor: money(lo90), hi90Minor: money(hi90), reason: null }
}

function ofDemand({ familyId }: Lever, months: readonly string[], at: Case): Effect {
  const pair = pairOf(at.state, familyId, months, at.known)
  if (!pair) return { reason: 'nothing was forecast for these months' }
  const past = pastPairs(months, at, (state, family, span) => pairOf(state, family, span, at.known))
  return effectOf({ past, ...pair })
}

function ofCapacity(lever: Lever, months: readonly string[], at: Case): Effect {
  const { cycleId, state, known } = at
  const { familyId } = lever
  if (!state.supply) return { reason: 'the cycle holds no supply plan' }
  const again = months.map((month) => known.resolved(cycleId, { familyId, month }))
  const deliverable = again.every((units) => units !== null)
    ? again.reduce((sum, units) => sum + units, 0)
    : shortDeliveryOf(state, familyId, months)
  if (deliverable === null) {
    return {
      reason: 'its supply plan was not short in these months and cannot be solved again: more may have been possible',
    }
  }
  const past = pastPairs(months, at, (other, family, span) =>
    shortPair(other, { familyId: family, months: span, known }),
  )
  const [ordered, delivered] = [orderedIn(known, familyId, months), deliveredIn(known, familyId, months)]
  return capacityEffect({ lever, months: months.length, deliverable, ordered, delivered, past })
}

/** Spans of the same distance and length in every cycle and family that no decision is known to have changed. */
function pastPairs(
  months: readonly string[],
  { state, cycles, known }: Case,
  pairIn: (state: CycleState, familyId: string, span: readonly string[]) => PastPair | null,
): PastPair[] {
  const distance = monthsBetween({ from: state.firstMonth, to: months[0]! })
  return cycles.flatMap(({ state: other }) => {
    const span = months.map((_, at) => monthAfter(other.firstMonth, distance + at))
    if (span.some((month) => month >= known.closed)) return []
    return (other.facts?.families ?? [])
      .filter((familyId) => !isLevered(cycles, familyId, span))
      .flatMap((familyId) => pairIn(other, familyId, span) ?? [])
  })
}

function isLevered(cycles: readonly LoadedCycle[], familyId: string, span: readonly string[]): boolean {
  return cycles.some(({ state }) =>
    state.requests.some(({ options, outcome }) => {
      const lever = options.find(({ key }) => key === outcome?.option)?.lever
      return lever?.familyId === familyId && lever.from <= span.at(-1)! && lever.to >= span[0]!
    }),
  )
}

function pairOf(
  state: CycleState,
  familyId: string,
  months: readonly string[],
  { actuals }: Delivery,
): PastPair | null {
  let [expected, came] = [0, 0]
  for (const month of months) {
    const key = cellKey({ familyId, month })
    const forecast = state.facts?.cells[key]?.statistical
    if (forecast == null) return null
    expected += forecast
    came += actuals[key]?.units ?? 0
  }
  return { expected, came }
}

function spanOf(lever: Pick<Lever, 'from' | 'to'>): string[] {
  return Array.from({ length: monthsBetween(lever) + 1 }, (_, at) => monthAfter(lever.from, at))
}

function none(reason: string): Found {
  return { units: null, lo90: null, hi90: null, minor: null, lo90Minor: null, hi90Minor: null, compared: 0, reason }
}
