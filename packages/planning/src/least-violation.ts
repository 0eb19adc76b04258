import type { Highs } from 'highs'
import { findConflict } from './explaining/conflict.ts'
import type { PlanStatus } from './model/plan.ts'
import { planOf } from './plan-of.ts'
import type { Built } from './program/layout.ts'
import type { Solved, SolveOptions } from './solved.ts'
import type { Deadline } from './solving/deadline.ts'
import { elasticProgram } from './solving/elastic.ts'
import type { Found } from './solving/found.ts'
import { phasesOf } from './solving/phases.ts'
import { search } from './solving/search.ts'
import type { Problem } from './validation/problem.ts'

/** Breaks as little as possible, then seeks the best money; the plan says which rules it breaks. */
export function leastViolation(input: {
  highs: Highs
  built: Built
  options: SolveOptions & { deadline: Deadline }
  warnings: readonly Problem[]
}): Solved {
  const { highs, built, options, warnings } = input
  const { program, relaxedRules } = elasticProgram(built.program)
  const phases = phasesOf(
    { ...built.instance, model: { ...built.instance.model, objectives: ['violation', 'money'] } },
    program,
  )
  const found = search({
    highs,
    program,
    phases,
    options: { ...options, start: undefined, onPlan: undefined },
  })
  const status: PlanStatus = { kind: 'infeasible', reason: leastReason(found, options.deadline) }
  if (!found.values) return { kind: 'none', status, warnings }
  const broken = relaxedRules.filter(({ column }) => found.values![column]! > 1e-6)
  const plan = planOf({
    model: built.instance.model,
    built,
    found,
    status,
    relaxedRules: broken,
    locale: options.locale,
  })
  if (!options.explain) return { kind: 'plan', plan, prices: undefined, warnings }
  const { conflict, cutShort, proven } = findConflict({
    highs,
    built,
    ...{ deadline: options.deadline, locale: options.locale },
  })
  const limits = [
    ...(cutShort ? ['The search for the conflict was cut short by the time limit.'] : []),
    ...(conflict && !cutShort && !proven
      ? ['The conflict may name rules that are not needed: whole numbers took long.']
      : []),
  ]
  const notes = [...plan.notes, ...limits]
  return { kind: 'plan', plan: { ...plan, notes }, prices: undefined, conflict, warnings }
}

function leastReason({ kind, values, reason }: Found, { secondsLeft }: Deadline): string {
  if (!values)
    return secondsLeft() > 0 ? 'no plan obeys every rule' : 'no plan obeys every rule; the time limit was reached'
  if (kind === 'optimal') return 'no plan obeys every rule; this one breaks as little as possible'
  return `no plan obeys every rule; this one breaks few, but the search for the least ended early: ${reason}`
}
