import { checkPlan } from './checking/check-plan.ts'
import type { BestFound } from './construction/best-found.ts'
import type { Plan, PlanStatus } from './model/plan.ts'
import type { PlanModel } from './model/plan-model.ts'
import { cleanValues } from './program/clean-values.ts'
import type { Built } from './program/layout.ts'
import { moneyOf } from './program/money.ts'
import { readPlan } from './program/read-plan.ts'
import type { RelaxedRule } from './solving/elastic.ts'
import { violationsOf } from './solving/violations.ts'

/** What a plan is made of: the search's columns, its status, and which rules gave way. */
export interface Parts {
  readonly model: PlanModel
  readonly built: Built
  readonly found: BestFound
  readonly status: PlanStatus
  readonly relaxedRules: readonly RelaxedRule[]
  readonly locale?: string | undefined
}

/** The plan of a search in exact figures: with as much of the solver's dust taken off as the checker allows. */
export function planOf(input: Parts): Plan {
  const { built, found } = input
  let best: Plan | undefined
  for (const dust of [1e-7, 1e-9, 0]) {
    const plan = planFrom(input, cleanValues(built.program, found.values!, dust))
    if (!best || plan.notes.length < best.notes.length) best = plan
    if (best.notes.length === 0) break
  }
  return best!
}

/** The status of a plan as its search ended. */
export function statusOf(found: BestFound): PlanStatus {
  if (found.kind === 'optimal') return { kind: 'optimal', gap: found.gap }
  if (found.kind === 'feasible') return { kind: 'feasible', gap: found.gap, reason: found.reason }
  return { kind: found.kind, reason: found.reason }
}

function planFrom({ model, built, found, status, relaxedRules, locale }: Parts, values: Float64Array): Plan {
  const money = moneyOf(built, values)
  const plan: Plan = {
    ...(model.name === undefined ? {} : { name: model.name }),
    periods: built.instance.periods,
    status,
    objective: model.objective === 'margin' ? money.margin : money.cost,
    money,
    ...readPlan(built, values),
    violations: violationsOf({ built, found, relaxedRules, locale }),
    notes: [],
  }
  const notes = notesOf(model, plan)
  return { ...plan, status: notes.length > 0 ? inexact(status, notes) : status, notes }
}

/** A plan in which the checker finds faults does not obey every rule, whatever the solver says of it. */
function inexact(status: PlanStatus, notes: readonly string[]): PlanStatus {
  const faults = `${notes.length} fault${notes.length === 1 ? '' : 's'}`
  const reason = `the checker finds ${faults} (see notes): figures so large, or so far apart, cannot all be kept exactly; use larger units, or leave limits out instead of writing huge ones`
  return status.kind === 'infeasible' ? status : { kind: 'inexact', reason }
}

/** Every plan is recomputed by the checker; what it finds and the plan does not admit is told. */
function notesOf(model: PlanModel, plan: Plan): string[] {
  if (plan.status.kind === 'infeasible') return []
  return checkPlan(model, plan).violations.map((each) => `check: ${each.says}`)
}
