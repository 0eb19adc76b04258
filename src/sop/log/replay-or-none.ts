import type { Act } from '../cycle/act.ts'
import { replay } from '../cycle/apply.ts'
import type { CycleState } from '../cycle/state.ts'

/** The state that acts lead to; null where there are none. */
export function replayOrNone(acts: readonly Act[]): CycleState | null {
  return acts.length === 0 ? null : replay(acts)
}
