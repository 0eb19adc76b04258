import type { CycleState } from '../cycle/state.ts'
import { canonical } from './canonical.ts'

/** What is approved of a cycle: everything but its last step, its calendar, and what follows from the plan. */
export function planOf(state: CycleState) {
  const { steps, actions, publication, assessments, weekend, holidays, ...plan } = state
  return { ...plan, steps: steps.slice(0, 5) }
}

/** The bytes of the approved plan; the same acts give the same bytes. */
export function planBytes(state: CycleState): string {
  return canonical(planOf(state))
}
