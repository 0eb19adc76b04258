import type { Plan } from '../model/plan.ts'
import { cleanValues } from '../program/clean-values.ts'
import type { Built } from '../program/layout.ts'
import { moneyOf } from '../program/money.ts'
import { readPlan } from '../program/read-plan.ts'
import type { Answer } from './answer.ts'

/** Reads the whole plan of a scenario from its columns, in exact figures; `built` holds the edited instance. */
export function scenarioPlan(built: Built, columns: Float64Array, answer: Answer): Plan {
  const { instance, program } = built
  const values = cleanValues(program, columns, 1e-7)
  const money = moneyOf(built, values)
  return {
    ...(instance.model.name === undefined ? {} : { name: instance.model.name }),
    periods: instance.periods,
    status: statusOf(answer),
    objective: instance.model.objective === 'margin' ? money.margin : money.cost,
    money,
    ...readPlan(built, values),
    violations: [],
    notes: [],
  }
}

function statusOf({ kind, gap }: Answer): Plan['status'] {
  if (kind === 'optimal') return { kind, gap }
  if (kind === 'feasible') return { kind, gap, reason: 'the search was stopped' }
  if (kind === 'infeasible') return { kind, reason: 'no plan obeys every rule' }
  return { kind: 'stopped', reason: 'the solver found no plan' }
}
