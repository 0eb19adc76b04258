import type { Act } from './act.ts'
import { checksOf } from './checks.ts'
import { daysOf } from './due.ts'
import { lockedAlready, saidIn } from './refusals.ts'
import { no, type Refused, type Rules } from './rule.ts'
import type { CycleState, Signature, StepState } from './state.ts'
import { stepOf, steps } from './steps.ts'

/** The state of a cycle that was just opened: step 1 is open, the others wait. */
export function opened({ body, at }: Act<'opened'>): CycleState {
  const { owners, ...plan } = body
  return {
    ...plan,
    steps: steps.map(({ number }) => ({
      number,
      owners: owners[number - 1]!,
      openedAt: number === 1 ? at : null,
      closed: null,
      signatures: [],
      attendance: [],
      reopenings: [],
    })),
    facts: null,
    exceptionOwners: {},
    inputs: { sales: {}, customer: {}, finance: {} },
    overrides: {},
    familySignatures: {},
    supply: null,
    assumptions: [],
    risks: [],
    requests: [],
    finance: null,
    approvals: [],
    locked: null,
    actions: [],
    publication: null,
    assessments: [],
  }
}

/** The rules of the six steps: owners, calendar, attendance, signatures, closing in order, opening again. */
export const stepRules: Rules<'owners' | 'calendar' | 'attended' | 'signed' | 'closed' | 'reopened'> = {
  owners: (state, { body }) => {
    const step = state.steps[body.step - 1]!
    if (step.closed) return closedAlready(step)
    return { state: withStep(state, { ...step, owners: body.owners }) }
  },
  calendar: (state, { body }) => (state.steps[5]!.closed ? over() : { state: { ...state, ...body } }),
  attended: (state, act) => {
    const { body } = act
    const step = state.steps[body.step - 1]!
    if (step.openedAt === null) return waiting(step)
    if (state.locked && body.step < 6) return lockedAlready()
    if (state.steps[5]!.closed) return over()
    const others = step.attendance.filter(({ ofId }) => ofId !== body.personId)
    const entry = { ...saidIn(act), ofId: body.personId, present: body.present }
    return { state: withStep(state, { ...step, attendance: [...others, entry] }) }
  },
  signed: (state, act) => sign(state, act),
  closed: (state, act) => close(state, act),
  reopened: (state, act) => reopen(state, act),
}

function sign(state: CycleState, act: Act<'signed'>): { state: CycleState } | Refused {
  const step = state.steps[act.body.step - 1]!
  if (step.closed) return closedAlready(step)
  if (step.openedAt === null) return waiting(step)
  const owner = step.owners.find(({ personId, substituteId }) => [personId, substituteId].includes(act.personId))
  if (step.owners.length > 0 && (!act.personId || !owner)) {
    return no(
      'not-yours',
      `Step ${step.number}, ${stepOf(step.number).name}, is signed by its owners and their substitutes.`,
      'Ask one of them to sign, or name yourself a substitute.',
    )
  }
  const forId = owner?.personId ?? act.personId
  const before = step.signatures.find((each) => each.lapsedAt === null && each.forId === forId)
  if (before) return no('signed', `This was signed at ${before.at} already.`, 'Nothing needs doing.')
  const signature: Signature = { ...saidIn(act), forId, note: act.body.note, lapsedAt: null }
  return { state: withStep(state, { ...step, signatures: [...step.signatures, signature] }) }
}

function close(state: CycleState, act: Act<'closed'>): { state: CycleState } | Refused {
  const step = state.steps[act.body.step - 1]!
  if (step.closed) return closedAlready(step)
  if (step.openedAt === null) return waiting(step)
  const failing = checksOf(state, step.number).filter(({ passes }) => passes === false)
  if (failing.length > 0) {
    const [first] = failing
    return no(
      'gate',
      `Step ${step.number}, ${stepOf(step.number).name}, cannot be closed: ${failing.map(({ says }) => says).join('; ')}.`,
      first!.wayOut ?? 'See the checks of the step.',
    )
  }
  const { dueOn } = daysOf(step.number, state)
  const done = withStep(state, { ...step, closed: { ...saidIn(act), checks: checksOf(state, step.number), dueOn } })
  const next = state.steps[step.number]
  const further = next ? withStep(done, { ...next, openedAt: act.at }) : done
  return { state: step.number === 5 ? { ...further, locked: saidIn(act) } : further }
}

/** Opens a closed step again: it and all later ones lose their signatures, and wait for their turn. */
function reopen(state: CycleState, act: Act<'reopened'>): { state: CycleState } | Refused {
  if (state.locked) return lockedAlready()
  const { step: number, why } = act.body
  const wanted = state.steps[number - 1]!
  if (!wanted.closed) return no('not-closed', `Step ${number} is not closed.`, 'Nothing needs doing.')
  const lapse = (signature: Signature) => ({ ...signature, lapsedAt: signature.lapsedAt ?? act.at })
  const after = state.steps.map((step): StepState => {
    if (step.number < number) return step
    const signatures = step.signatures.map(lapse)
    if (step.number > number) return { ...step, signatures, closed: null, openedAt: null }
    return { ...step, signatures, closed: null, reopenings: [...step.reopenings, { ...saidIn(act), why }] }
  })
  return { state: { ...state, steps: after, approvals: [], ...(number <= 2 && { familySignatures: {} }) } }
}

function withStep(state: CycleState, step: StepState): CycleState {
  return { ...state, steps: state.steps.map((each) => (each.number === step.number ? step : each)) }
}

function closedAlready({ number, closed }: StepState): Refused {
  return no(
    'closed',
    `Step ${number} was closed at ${closed!.at} already.`,
    'Open it again, with a reason, to change it.',
  )
}

function waiting({ number }: StepState): Refused {
  return no('waiting', `Step ${number}, ${stepOf(number).name}, has not begun.`, `Close step ${number - 1} first.`)
}

function over(): Refused {
  return no('over', 'This cycle is over.', 'Go on in the next one.')
}
