import type { Act, ActKind } from './act.ts'
import { contentRules } from './apply-content.ts'
import { decisionRules } from './apply-decisions.ts'
import { publicationRules } from './apply-publication.ts'
import { opened, stepRules } from './apply-steps.ts'
import { type Applied, no, type Rule, type Rules } from './rule.ts'
import type { CycleState } from './state.ts'

const rules: Rules<Exclude<ActKind, 'opened'>> = {
  ...stepRules,
  ...contentRules,
  ...decisionRules,
  ...publicationRules,
}

/**
 * Does an act: the state after it, or why it is not done. The same rules hold when it is done for the first time and when a
 * cycle is replayed, so no history can hold an act that they refuse.
 */
export function apply(state: CycleState | null, act: Act): Applied {
  if (act.kind === 'opened') {
    return state ? no('opened', 'This cycle is open already.', 'Nothing needs doing.') : { state: opened(act) }
  }
  if (!state) return no('not-opened', 'A cycle begins with its opening.', 'Open it first.')
  return (rules[act.kind] as Rule<ActKind>)(state, act)
}

/** The state that acts lead to; throws where one of them breaks the rules, which no stored history does. */
export function replay(all: Iterable<Act>): CycleState {
  let state: CycleState | null = null
  for (const act of all) {
    const applied = apply(state, act)
    if ('refused' in applied)
      throw new Error(`The act "${act.kind}" at ${act.at} is refused: ${applied.refused.message}`)
    state = applied.state
  }
  if (!state) throw new Error('A cycle without acts has no state.')
  return state
}
