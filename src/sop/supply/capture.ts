import type { FamilyLine } from '#supply/plan.sql.ts'
import type { GapCause, PlanHead } from '#supply/schema.ts'
import type { BodyOf } from '../cycle/act.ts'
import { type CycleState, monthAfter, monthsOf } from '../cycle/state.ts'

const origin = 'supply plan '

/** The number of the supply plan that a cycle captured; null where its plan was typed. */
export function planNumberOf({ supply }: CycleState): number | null {
  const number = supply?.origin.startsWith(origin) ? Number(supply.origin.slice(origin.length)) : Number.NaN
  return Number.isInteger(number) ? number : null
}

type Explained = {
  causes: readonly GapCause[]
  /** The family of each item, by its code. */
  familyOf: ReadonlyMap<string, string | null>
}

/** A plan of supply as a cycle keeps it: whole units by family and month, late and lost units as gaps, each with what causes most of it. */
export function supplyFrom(
  state: CycleState,
  head: PlanHead,
  { lines, explained }: { lines: readonly FamilyLine[]; explained: Explained },
): BodyOf<'supply'> {
  const families = new Set(state.facts?.families ?? [])
  const months = new Set(monthsOf(state))
  const fence = monthAfter(state.firstMonth, state.fenceMonths)
  const at = (familyId: string, measure: string, place: number) =>
    lines.find((line) => line.familyId === familyId && line.measure === measure)?.values[place] ?? 0
  const kept: BodyOf<'supply'> = {
    origin: `${origin}${head.number}`,
    feasible: true,
    violations: [],
    lines: [],
    gaps: [],
  }
  for (const familyId of families) {
    for (const [place, day] of head.startsOn.entries()) {
      const month = `${day.slice(0, 7)}-01`
      if (!months.has(month)) continue
      const made = ['made', 'bought', 'subcontracted', 'by-product'].reduce(
        (sum, measure) => sum + at(familyId, measure, place),
        0,
      )
      const [late, lost] = [Math.round(at(familyId, 'backlog', place)), Math.round(at(familyId, 'lost', place))]
      const stock = Math.round(at(familyId, 'stock', place))
      kept.lines.push({ familyId, month, production: Math.max(0, Math.round(made)), stock, backlog: Math.max(0, late) })
      const how = late > 0 ? 'delivered late' : 'cannot be delivered'
      const why = mainReason(explained, { familyId, period: head.labels[place], what: late > 0 ? 'late' : 'lost' })
      const cause = why ? `${how}: ${why}` : how
      if (late + lost > 0) {
        kept.gaps.push({ familyId, month, units: late + lost, cause, firm: month < fence, requestId: null })
      }
    }
  }
  return { ...kept, feasible: kept.gaps.length === 0 }
}

/** The limit to which most of a gap is due, in its engine's words. */
function mainReason(
  { causes, familyOf }: Explained,
  { familyId, period, what }: { familyId: string; period: string | undefined; what: 'late' | 'lost' },
): string | null {
  const units = new Map<string, number>()
  for (const cause of causes) {
    if (cause.what !== what || cause.period !== period || familyOf.get(cause.item ?? '') !== familyId) continue
    for (const { rule, period: when, share, says } of cause.because) {
      const reason = says ?? (when === period ? rule : `${rule} in ${when}`)
      units.set(reason, (units.get(reason) ?? 0) + share * cause.quantity)
    }
  }
  const [most] = [...units].sort(([, a], [, b]) => b - a)
  return most?.[0] ?? null
}
