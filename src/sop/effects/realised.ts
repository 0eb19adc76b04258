import { revenueOf } from '../consensus/money.ts'
import type { Actual } from '../cycle/act.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'
import type { Lever } from '../schema.ts'
import type { RealisedEffect } from './contract.ts'
import { effectOf, type PastPair } from './effect.ts'

type Known = { actuals: Readonly<Record<string, Actual>>; closed: string }
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
      return [{ ...about, ...realised(chosen.lever, { state, cycles, known }) }]
    }),
  )
}

type Case = { state: CycleState; cycles: readonly LoadedCycle[]; known: Known }

function realised(lever: Lever | null, { state, cycles, known }: Case): Found {
  if (!lever) return none('the option names nothing that can be measured')
  if (lever.kind === 'price') return none('the effect of a price is not told apart from demand')
  const months = spanOf(lever)
  if (months.some((month) => month >= known.closed)) return none('the months it was to change have not all closed')
  const price = state.facts?.cells[cellKey({ familyId: lever.familyId, month: lever.from })]?.price ?? null
  const money = (units: number) => revenueOf({ units, price, minorDigits: state.minorDigits })
  if (lever.kind === 'capacity') {
    const units = capacityUsed(lever, { state, known })
    if (units === null) return none('the cycle holds no supply plan for these months')
    return {
      units,
      lo90: units,
      hi90: units,
      minor: money(units),
      lo90Minor: money(units),
      hi90Minor: money(units),
      compared: 0,
      reason: null,
    }
  }
  const pair = pairOf(state, lever.familyId, months, known)
  if (!pair) return none('nothing was forecast for these months')
  const effect = effectOf({ past: pastPairs(state, months, { cycles, known }), ...pair })
  if ('reason' in effect) return none(effect.reason)
  const { units, lo90, hi90, compared } = effect
  return {
    units,
    lo90,
    hi90,
    compared,
    minor: money(units),
    lo90Minor: money(lo90),
    hi90Minor: money(hi90),
    reason: null,
  }
}

/** Spans of the same distance and length in every cycle and family that no decision is known to have changed. */
function pastPairs(state: CycleState, months: readonly string[], { cycles, known }: Omit<Case, 'state'>): PastPair[] {
  const distance = monthsBetween({ from: state.firstMonth, to: months[0]! })
  return cycles.flatMap(({ state: other }) => {
    const span = months.map((_, at) => monthAfter(other.firstMonth, distance + at))
    if (span.some((month) => month >= known.closed)) return []
    return (other.facts?.families ?? [])
      .filter((familyId) => !isLevered(cycles, familyId, span))
      .flatMap((familyId) => pairOf(other, familyId, span, known) ?? [])
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

function pairOf(state: CycleState, familyId: string, months: readonly string[], { actuals }: Known): PastPair | null {
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

/** Of the units that added capacity made possible, those that were asked for in the end: the plan without it, solved for what came. */
function capacityUsed(lever: Lever, { state, known }: Omit<Case, 'cycles'>): number | null {
  let used = 0
  for (const month of spanOf(lever)) {
    const key = cellKey({ familyId: lever.familyId, month })
    const line = state.supply?.lines.find((each) => cellKey(each) === key)
    if (!line) return null
    const came = known.actuals[key]?.units ?? 0
    used += Math.min(lever.size, Math.max(0, came - line.production))
  }
  return used
}

function spanOf(lever: Pick<Lever, 'from' | 'to'>): string[] {
  return Array.from({ length: monthsBetween(lever) + 1 }, (_, at) => monthAfter(lever.from, at))
}

function none(reason: string): Found {
  return { units: null, lo90: null, hi90: null, minor: null, lo90Minor: null, hi90Minor: null, compared: 0, reason }
}
