import type { BodyOf } from './act.ts'
import { outside, saidIn, unknown } from './refusals.ts'
import { no, type Refused, type Rules } from './rule.ts'
import type { CycleState, RequestState } from './state.ts'

/** More than this nobody decides well in one meeting. */
export const mostRequests = 5

/** The rules of decision requests, decisions, finance's figure and approval. */
export const decisionRules: Rules<
  'request' | 'request-withdrawn' | 'gap-raised' | 'decided' | 'deferred' | 'finance' | 'approved'
> = {
  request: (state, act) => {
    const stop = outside(state, { to: 4 }) ?? faulty(act.body)
    if (stop) return stop
    const others = state.requests.filter(({ id }) => id !== act.body.id)
    if (others.length >= mostRequests) {
      return no(
        'too-many',
        `This cycle has ${mostRequests} decision requests already.`,
        'Withdraw or merge one: an executive meeting decides at most five.',
      )
    }
    return { state: { ...state, requests: [...others, { ...act.body, ...saidIn(act), outcome: null }] } }
  },
  'request-withdrawn': (state, { body }) => {
    if (!state.requests.some(({ id }) => id === body.id)) return unknown('decision request', body.id)
    return (
      outside(state, { to: 4 }) ?? {
        state: { ...state, requests: state.requests.filter(({ id }) => id !== body.id) },
      }
    )
  },
  'gap-raised': (state, { body }) => {
    const { supply } = state
    if (!supply?.gaps[body.at]) return unknown('gap', String(body.at))
    if (!state.requests.some(({ id }) => id === body.requestId)) return unknown('decision request', body.requestId)
    const gaps = supply.gaps.map((gap, at) => (at === body.at ? { ...gap, requestId: body.requestId } : gap))
    return outside(state, { to: 4 }) ?? { state: { ...state, supply: { ...supply, gaps } } }
  },
  decided: (state, act) => {
    const { requestId, option, note } = act.body
    const request = state.requests.find(({ id }) => id === requestId)
    if (!request) return unknown('decision request', requestId)
    if (!request.options.some(({ key }) => key === option)) return unknown('option', option)
    return outside(state, { from: 5, to: 5 }) ?? settled(state, request, { ...saidIn(act), option, until: null, note })
  },
  deferred: (state, act) => {
    const { requestId, until, note } = act.body
    const request = state.requests.find(({ id }) => id === requestId)
    if (!request) return unknown('decision request', requestId)
    return outside(state, { from: 5, to: 5 }) ?? settled(state, request, { ...saidIn(act), option: null, until, note })
  },
  finance: (state, act) =>
    outside(state, { to: 4 }) ?? { state: { ...state, finance: { ...act.body, ...saidIn(act) } } },
  approved: (state, act) => {
    const stop = outside(state, { from: 5, to: 5 })
    if (stop) return stop
    const owners = state.steps[4]!.owners.flatMap(({ personId, substituteId }) => [personId, substituteId])
    if (owners.length > 0 && !owners.includes(act.personId)) {
      return no('not-yours', 'The plan is approved by the owners of step 5.', 'Ask one of them to approve it.')
    }
    if (state.approvals.some(({ by }) => by === act.by)) {
      return no('approved', 'You have approved this plan already.', 'Nothing needs doing.')
    }
    return { state: { ...state, approvals: [...state.approvals, { ...saidIn(act), note: act.body.note }] } }
  },
}

/** A request whose parts do not fit together. */
function faulty({ options, recommended }: BodyOf<'request'>): Refused | null {
  const keys = options.map(({ key }) => key)
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice) return no('twice', `Two options are named ${twice}.`, 'Give each option a name of its own.')
  if (recommended !== null && !keys.includes(recommended)) {
    return no('unknown', `The recommendation ${recommended} is none of the options.`, `Choose from ${keys.join(', ')}.`)
  }
  return null
}

/** What was decided may be decided anew until the plan is locked; the log keeps every word. */
function settled(
  state: CycleState,
  request: RequestState,
  outcome: NonNullable<RequestState['outcome']>,
): { state: CycleState } {
  const requests = state.requests.map((each) => (each.id === request.id ? { ...each, outcome } : each))
  return { state: { ...state, requests, approvals: [] } }
}
