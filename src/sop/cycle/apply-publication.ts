import { saidIn, unknown } from './refusals.ts'
import { no, type Refused, type Rules } from './rule.ts'
import type { CycleState } from './state.ts'

/** The rules of what follows the approval: actions, publication, self-assessment. */
export const publicationRules: Rules<'action' | 'action-done' | 'published' | 'acknowledged' | 'assessed'> = {
  action: (state, act) =>
    over(state) ?? {
      state: {
        ...state,
        actions: [...state.actions.filter(({ id }) => id !== act.body.id), { ...act.body, ...saidIn(act), done: null }],
      },
    },
  'action-done': (state, act) => {
    const { id } = act.body
    if (!state.actions.some((each) => each.id === id)) return unknown('action', id)
    const done = saidIn(act)
    return { state: { ...state, actions: state.actions.map((each) => (each.id === id ? { ...each, done } : each)) } }
  },
  published: (state, act) => {
    if (!state.locked) return no('not-locked', 'The plan is not approved yet.', 'Approve it and close step 5 first.')
    return over(state) ?? { state: { ...state, publication: { ...act.body, ...saidIn(act), acknowledged: {} } } }
  },
  acknowledged: (state, act) => {
    const { publication } = state
    const { receiver } = act.body
    if (!publication) return no('not-published', 'The plan is not published yet.', 'Publish it first.')
    if (!publication.receivers.includes(receiver)) return unknown('receiver', receiver)
    if (publication.acknowledged[receiver]) {
      return no('acknowledged', `${receiver} has acknowledged already.`, 'Nothing needs doing.')
    }
    const acknowledged = { ...publication.acknowledged, [receiver]: saidIn(act) }
    return { state: { ...state, publication: { ...publication, acknowledged } } }
  },
  assessed: (state, act) => {
    if (!state.locked) return no('not-locked', 'A cycle is assessed once its plan is approved.', 'Finish step 5 first.')
    const others = state.assessments.filter(({ by }) => by !== act.by)
    return over(state) ?? { state: { ...state, assessments: [...others, { ...act.body, ...saidIn(act) }] } }
  },
}

function over(state: CycleState): Refused | null {
  return state.steps[5]!.closed ? no('over', 'This cycle is over.', 'Go on in the next one.') : null
}
