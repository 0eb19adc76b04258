import type { LimitValue, Plan, Sentence } from '@drumbeat/planning'
import type { FamilyLine, WholePlan } from '../plan.sql.ts'
import type { PlanMeasure } from '../schema.ts'
import { daysOfCover } from '../worked/stock-measures.ts'

/** A plan in a handful of figures. */
export function figuresOf({ plan, explanation, head, problems, assumptions }: WholePlan) {
  const total = (lines: readonly (readonly number[])[]) =>
    lines.reduce((sum, line) => sum + line.reduce((a, b) => a + b, 0), 0)
  const demand = total(plan.demand.map((each) => each.demand))
  const late = plan.demand.map((each) =>
    each.backlog.map((units, t) => Math.max(0, units - (each.backlog[t - 1] ?? 0))),
  )
  const lost = total(plan.demand.map((each) => each.lost))
  return {
    plan: head,
    money: Object.entries(plan.money)
      .filter(([, amount]) => Math.abs(amount) > 1e-9)
      .map(([line, amount]) => ({ line, amount })),
    unitsLate: total(late),
    unitsLost: lost,
    service: demand > 0 ? Math.max(0, 1 - (total(late) + lost) / demand) : null,
    hoursOvertime: total(plan.resources.map((each) => each.overtime ?? [])),
    violations: plan.violations.map(({ says }) => says),
    problems,
    assumptions: assumptions.map((each) => ({ ...each, kind: each.kind ?? 'assumed' })), // plans made before did not say
    summary: sentencesOf(explanation),
  }
}

/** The summary, each sentence with what it speaks of; plans made before kept the sentences alone. */
export function sentencesOf(explanation: WholePlan['explanation']) {
  const kept = (explanation?.summary ?? []) as readonly (Sentence | string)[]
  return kept.map((each) => (typeof each === 'string' ? { says: each, about: 'plan' as const } : each))
}

/** Load of each resource with the worth of one more hour. */
export function loadOf({ plan, explanation }: Pick<WholePlan, 'plan' | 'explanation'>) {
  return plan.resources.map(({ resource, used, available, overtime }) => ({
    resource,
    used: [...used],
    available: [...available],
    overtime: overtime ? [...overtime] : used.map(() => 0),
    utilisation: used.map((hours, t) => (available[t]! > 0 ? hours / available[t]! : null)),
    worth: [...(explanation?.hours?.find((each) => each.resource === resource)?.worth ?? used.map(() => 0))],
  }))
}

/** What one more of a limit is worth, in a sentence. */
export function worthLine({ rule, period, unit, step, worth }: LimitValue, locale: string) {
  const more = step === 'more' ? 'more' : 'less'
  const says = `${rule} in ${period}: one ${unit} ${more} is worth ${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(worth)}.`
  return { rule, period, unit, step, worth, says }
}

/** The lines of each family with the days that its stock lasts. */
export function familyGrids(lines: readonly FamilyLine[], plan: Pick<Plan, 'periods'>, days: readonly number[]) {
  const byFamily = Map.groupBy(lines, ({ familyId }) => familyId)
  return [...byFamily].map(([familyId, some]) => {
    const of = (measure: PlanMeasure) =>
      some.find((each) => each.measure === measure)?.values ?? plan.periods.map(() => 0)
    const demand = of('demand')
    return {
      familyId,
      family: some[0]!.family,
      measures: some.map(({ measure, values }) => ({ measure, values })),
      daysOnHand: of('stock').map((stock, t) => {
        const ahead = demand.slice(t + 1)
        return ahead.length === 0 || ahead.every((units) => units <= 0)
          ? null
          : daysOfCover({ stock, demand: ahead, daysPerPeriod: days.slice(t + 1) }).days
      }),
    }
  })
}
