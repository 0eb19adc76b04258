import type { Fact } from '../cycle/act.ts'
import { type CycleState, cellKey, type Input, monthsOf } from '../cycle/state.ts'
import type { ConsensusCell, WeighedSource } from '../schema.ts'
import { revenueOf, unitsFor } from './money.ts'

/** A cell of the consensus before its family has a name. */
export type Cell = Omit<ConsensusCell, 'family'>

/** The consensus of a cycle, family by family and month by month; empty before the data are captured. */
export function consensusOf(state: CycleState): Cell[] {
  const { facts } = state
  if (!facts) return []
  const customers = customerInputs(state)
  const weights = new Map(facts.valueAdded.map(({ source, weight }) => [source, weight]))
  return facts.families.flatMap((familyId) =>
    monthsOf(state).map((month) => {
      const key = cellKey({ familyId, month })
      const fact = facts.cells[key] ?? nothing
      const override = state.overrides[key]
      const price = override?.price ?? fact.price
      const views = {
        statistical: fact.statistical,
        sales: state.inputs.sales[key]?.units ?? null,
        customer: customerView(customers.get(key), fact),
        finance: financeView(state, { key, fact, price }),
      }
      const weighted = weightedMean(views, weights)
      const units = override?.units ?? weighted
      return {
        familyId,
        month,
        ...views,
        lo80: fact.lo80,
        hi80: fact.hi80,
        weighted,
        override: override?.units ?? null,
        overrideReason: override?.units == null ? null : override.reason,
        units,
        price,
        revenueMinor: revenueOf({ units, price, minorDigits: state.minorDigits }),
        budgetMinor: fact.budgetMinor,
        lastCycle: fact.previous,
        lastYear: fact.lastYear,
        actual: facts.actuals[key]?.units ?? null,
      }
    }),
  )
}

const nothing: Fact = {
  statistical: null,
  lo80: null,
  hi80: null,
  deals: null,
  budgetUnits: null,
  budgetMinor: null,
  lastYear: null,
  price: null,
  previous: null,
  previousMinor: null,
}

/** The mean of the sources that speak, by their weights; the statistical forecast where none of them weighs anything. */
export function weightedMean(
  views: Readonly<Record<WeighedSource, number | null>>,
  weights: ReadonlyMap<WeighedSource, number>,
): number | null {
  let sum = 0
  let total = 0
  for (const [source, units] of Object.entries(views) as [WeighedSource, number | null][]) {
    const weight = weights.get(source) ?? 0
    if (units === null || weight <= 0) continue
    sum += weight * units
    total += weight
  }
  if (total > 0) return Math.round(sum / total)
  return views.statistical ?? views.sales ?? views.customer ?? views.finance
}

function customerInputs(state: CycleState): Map<string, Input[]> {
  const found = new Map<string, Input[]>()
  for (const [key, input] of Object.entries(state.inputs.customer)) {
    const cell = key.split('|').slice(0, 2).join('|')
    found.set(cell, [...(found.get(cell) ?? []), input])
  }
  return found
}

/** What customers say they will take, and the statistical forecast for the share of those who said nothing. */
function customerView(inputs: readonly Input[] | undefined, fact: Fact): number | null {
  const said = (inputs ?? []).filter(({ units }) => units !== null)
  if (said.length === 0) return null
  const units = said.reduce((sum, input) => sum + input.units!, 0)
  const share = Math.min(
    1,
    said.reduce((sum, input) => sum + (input.share ?? 1), 0),
  )
  if (share >= 1) return units
  return fact.statistical === null ? null : Math.round(units + (1 - share) * fact.statistical)
}

function financeView(
  state: CycleState,
  { key, fact, price }: { key: string; fact: Fact; price: string | null },
): number | null {
  const typed = state.inputs.finance[key]
  if (typed) return typed.units
  if (fact.budgetUnits !== null) return fact.budgetUnits
  if (fact.budgetMinor === null) return null
  return unitsFor({ amountMinor: fact.budgetMinor, price, minorDigits: state.minorDigits })
}
