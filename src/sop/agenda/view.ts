import { consensusOf } from '../consensus/cells.ts'
import { revenueOf } from '../consensus/money.ts'
import type { Actual } from '../cycle/act.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import { personOf } from '../cycle/view.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'
import { judge } from './belief.ts'
import type { Agenda, AssumptionView, RequestView } from './contract.ts'

/** What the agenda is written with. */
export type Known = { nameOf: NameOf; actuals: Readonly<Record<string, Actual>>; closed: string; today: string }

/** What a cycle believes, fears, hopes and decides. */
export function agendaView(cycle: LoadedCycle, known: Known): Agenda {
  const { state } = cycle
  const { nameOf } = known
  const cells = consensusOf(state)
  return {
    currency: state.currency,
    assumptions: assumptionViews(cycle, known),
    risks: state.risks.map((risk) => riskView(state, risk, nameOf)),
    requests: requestViews(cycle, nameOf),
    financeMinor: state.finance?.revenueMinor ?? null,
    plannedMinor: cells.length === 0 ? null : cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0),
    approvals: state.approvals.map(({ by, personId, at, note }) => ({ by: nameOf(personId ?? by), at, note })),
    actions: state.actions.map(({ id, says, ownerId, dueOn, requestId, done }) => ({
      ...{ id, says, dueOn, requestId },
      owner: personOf(ownerId, nameOf),
      doneAt: done?.at ?? null,
    })),
  }
}

/** The assumptions of a cycle, held against what came. */
export function assumptionViews({ id: cycleId, state }: LoadedCycle, known: Known): AssumptionView[] {
  const families = state.facts?.families ?? []
  return state.assumptions.map((each) => ({
    ...{ id: each.id, cycleId, month: state.month, says: each.says, expiresOn: each.expiresOn, test: each.test },
    owner: personOf(each.ownerId, known.nameOf),
    ...judge(each, { ...known, families }),
  }))
}

/** The decision requests of a cycle, with what became of them. */
export function requestViews({ id: cycleId, state }: LoadedCycle, nameOf: NameOf): RequestView[] {
  return state.requests.map(({ id, question, ownerId, deadlineOn, options, recommended, outcome }) => ({
    ...{ id, cycleId, month: state.month, question, deadlineOn, options, recommended },
    owner: personOf(ownerId, nameOf),
    outcome: outcome === null ? 'open' : outcome.option === null ? 'deferred' : 'decided',
    chosen: outcome?.option ?? null,
    deferredUntil: outcome?.until ?? null,
    decidedAt: outcome?.at ?? null,
    decidedBy: outcome ? nameOf(outcome.personId ?? outcome.by) : null,
    note: outcome?.note ?? '',
  }))
}

function riskView(state: CycleState, risk: CycleState['risks'][number], nameOf: NameOf): Agenda['risks'][number] {
  const { id, kind, says, familyId, from, to, units, chance, ownerId, ended } = risk
  const impact = impactOf(state, risk)
  return {
    ...{ id, kind, says, familyId, from, to, chance },
    family: nameOf(familyId)!,
    unitsPerMonth: units,
    impactMinor: impact,
    expectedMinor: impact === null ? null : Math.round(impact * chance),
    owner: personOf(ownerId, nameOf),
    ended: ended?.why ?? null,
  }
}

/** Units times the price of each month; null where a month has no price. */
function impactOf(state: CycleState, risk: CycleState['risks'][number]): number | null {
  let sum = 0
  for (let at = 0; at <= monthsBetween(risk); at++) {
    const key = cellKey({ familyId: risk.familyId, month: monthAfter(risk.from, at) })
    const price = state.overrides[key]?.price ?? state.facts?.cells[key]?.price ?? null
    const minor = revenueOf({ units: risk.units, price, minorDigits: state.minorDigits })
    if (minor === null) return null
    sum += minor
  }
  return sum
}
