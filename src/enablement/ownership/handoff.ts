export const handoffStates = ['proposed', 'accepted', 'declined', 'done'] as const
export type HandoffState = (typeof handoffStates)[number]

const next: Record<HandoffState, readonly HandoffState[]> = {
  proposed: ['accepted', 'declined'],
  accepted: ['done', 'declined'],
  declined: ['proposed'],
  done: ['proposed'],
}

/** The states that may follow one: what was declined or done can be proposed again. */
export function statesAfter(state: HandoffState): readonly HandoffState[] {
  return next[state]
}
