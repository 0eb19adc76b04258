import type { Check } from '../schema.ts'
import { check, counted } from './check.ts'
import { executiveGate, finalGate } from './gates-decision.ts'
import { dataGate, demandGate } from './gates-demand.ts'
import { preGate, supplyGate } from './gates-supply.ts'
import type { CycleState, StepState } from './state.ts'
import { stepOf } from './steps.ts'

const gates = [dataGate, demandGate, supplyGate, preGate, executiveGate, finalGate]

/** What must hold before a step may be closed, computed from what the cycle holds. */
export function checksOf(state: CycleState, step: number): Check[] {
  return [...gates[step - 1]!(state), signatures(state.steps[step - 1]!)]
}

function signatures({ number, owners, signatures: given }: StepState): Check {
  const valid = given.filter(({ lapsedAt }) => lapsedAt === null)
  const missing = owners.filter(({ personId }) => !valid.some(({ forId }) => forId === personId)).length
  const signed = owners.length > 0 ? missing === 0 : valid.length > 0
  return check(
    'signed',
    'Signed by its owners',
    signed,
    signed ? `${stepOf(number).name} is signed` : `${counted(missing || 1, 'signature')} missing`,
    'Let each owner, or a substitute, sign.',
  )
}
