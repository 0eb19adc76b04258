import type { Act, ActKind } from './act.ts'
import type { CycleState } from './state.ts'

/** Why an act is not done: what stands in the way, and the way out. */
export type Refused = { refused: { code: string; message: string; wayOut: string } }
export type Applied = { state: CycleState } | Refused
export type Rule<Kind extends ActKind> = (state: CycleState, act: Act<Kind>) => Applied
export type Rules<Kinds extends ActKind> = { [Kind in Kinds]: Rule<Kind> }

/** An act that is not done. */
export function no(code: string, message: string, wayOut: string): Refused {
  return { refused: { code, message, wayOut } }
}
