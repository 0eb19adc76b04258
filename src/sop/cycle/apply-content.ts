import { outside, saidIn, unknown } from './refusals.ts'
import { no, type Refused, type Rules } from './rule.ts'
import { type CycleState, cellKey, monthsOf } from './state.ts'

/** The rules of what a cycle holds: data, inputs, consensus, supply, assumptions, risks. */
export const contentRules: Rules<
  | 'captured'
  | 'exception-owned'
  | 'input'
  | 'override'
  | 'family-signed'
  | 'supply'
  | 'assumption'
  | 'assumption-withdrawn'
  | 'risk'
  | 'risk-ended'
> = {
  captured: (state, act) =>
    outside(state, { to: 1 }) ?? { state: { ...state, facts: { ...act.body.facts, ...saidIn(act) } } },
  'exception-owned': (state, { body }) => {
    const { exceptionId, personId } = body
    if (!state.facts?.exceptions.some(({ id }) => id === exceptionId)) return unknown('exception', exceptionId)
    return (
      outside(state, { to: 5 }) ?? {
        state: { ...state, exceptionOwners: { ...state.exceptionOwners, [exceptionId]: personId } },
      }
    )
  },
  input: (state, act) => {
    const { source, cells, note } = act.body
    const stop = outside(state, { to: 2 }) ?? strangeCell(state, cells)
    if (stop) return stop
    const kept = { ...state.inputs[source] }
    for (const { units, accountId, share, ...cell } of cells) {
      const key = source === 'customer' && accountId ? `${cellKey(cell)}|${accountId}` : cellKey(cell)
      kept[key] = { ...saidIn(act), units, accountId, share, note }
    }
    return { state: { ...withoutSignatures(state, cells), inputs: { ...state.inputs, [source]: kept } } }
  },
  override: (state, act) => {
    const { cells, reason, assumptionId } = act.body
    const stop = outside(state, { to: 2 }) ?? strangeCell(state, cells)
    if (stop) return stop
    if (assumptionId && !state.assumptions.some(({ id }) => id === assumptionId)) {
      return unknown('assumption', assumptionId)
    }
    const overrides = { ...state.overrides }
    for (const { units, price, ...cell } of cells) {
      const key = cellKey(cell)
      const kept = price === undefined ? (overrides[key]?.price ?? null) : price
      if (units === null && kept === null) delete overrides[key]
      else overrides[key] = { ...saidIn(act), units, price: kept, reason, assumptionId }
    }
    return { state: { ...withoutSignatures(state, cells), overrides } }
  },
  'family-signed': (state, act) => {
    const { familyId } = act.body
    const stop = outside(state, { from: 2, to: 2 })
    if (stop) return stop
    if (!state.facts?.families.includes(familyId)) return unknown('family', familyId)
    const before = state.familySignatures[familyId]
    if (before) return no('signed', `This family was signed at ${before.at} already.`, 'Nothing needs doing.')
    return { state: { ...state, familySignatures: { ...state.familySignatures, [familyId]: saidIn(act) } } }
  },
  supply: (state, act) => outside(state, { to: 3 }) ?? { state: { ...state, supply: { ...act.body, ...saidIn(act) } } },
  assumption: (state, act) =>
    outside(state, { to: 4 }) ?? {
      state: {
        ...state,
        assumptions: [
          ...state.assumptions.filter(({ id }) => id !== act.body.id),
          { ...act.body, ...saidIn(act), withdrawn: null },
        ],
      },
    },
  'assumption-withdrawn': (state, act) => {
    const { id, why } = act.body
    if (!state.assumptions.some((each) => each.id === id)) return unknown('assumption', id)
    const ended = { ...saidIn(act), why }
    return (
      outside(state, { to: 4 }) ?? {
        state: {
          ...state,
          assumptions: state.assumptions.map((each) => (each.id === id ? { ...each, withdrawn: ended } : each)),
        },
      }
    )
  },
  risk: (state, act) =>
    outside(state, { to: 4 }) ?? {
      state: {
        ...state,
        risks: [...state.risks.filter(({ id }) => id !== act.body.id), { ...act.body, ...saidIn(act), ended: null }],
      },
    },
  'risk-ended': (state, act) => {
    const { id, why } = act.body
    if (!state.risks.some((each) => each.id === id)) return unknown('risk', id)
    const ended = { ...saidIn(act), why }
    return (
      outside(state, { to: 4 }) ?? {
        state: { ...state, risks: state.risks.map((each) => (each.id === id ? { ...each, ended } : each)) },
      }
    )
  },
}

/** The refusal of figures for a family or month that the cycle does not plan. */
function strangeCell(state: CycleState, cells: readonly { familyId: string; month: string }[]): Refused | null {
  if (!state.facts) return no('no-data', 'The data of this cycle are not captured yet.', 'Capture them in step 1.')
  const families = new Set(state.facts.families)
  const months = new Set(monthsOf(state))
  const strange = cells.find(({ familyId, month }) => !families.has(familyId) || !months.has(month))
  if (!strange) return null
  if (!families.has(strange.familyId)) return unknown('family', strange.familyId)
  const all = [...months]
  return no(
    'month',
    `The month ${strange.month} is not planned by this cycle, which plans ${all[0]} to ${all.at(-1)}.`,
    'Choose a month in between.',
  )
}

/** A family that is changed after it was signed must be signed again. */
function withoutSignatures(state: CycleState, cells: readonly { familyId: string }[]): CycleState {
  const changed = new Set(cells.map(({ familyId }) => familyId))
  const left = Object.entries(state.familySignatures).filter(([familyId]) => !changed.has(familyId))
  return { ...state, familySignatures: Object.fromEntries(left) }
}
