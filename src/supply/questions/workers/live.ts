import { type Edit, type OpenedPlan, openPlan, type Plan, type PlanModel } from '@drumbeat/planning'
import { lineWatcher } from '../changed-lines.ts'
import { type changedLines, lateAndLost } from '../shown.ts'

/** Edits of a plan, one after the other, from its base. */
export type LiveTask = {
  planId: string
  /** Left out where the plan is thought to be open: a large model takes longer to hand over than to solve. */
  whole?: { model: PlanModel; plan: Plan }
  edits: readonly Edit[]
}

type Solved = { kind: 'solved'; status: string; milliseconds: number; plan: Plan }
type Tried = {
  kind: 'tried'
  status: string
  milliseconds: number
  margin: number
  /** Margin of the plan as it was opened. */
  before: number
  unitsLate: number
  unitsLost: number
  lines: ReturnType<typeof changedLines>
}
export type Unanswered = { kind: 'invalid'; says: string } | { kind: 'not open' }
export type LiveAnswer = Solved | Unanswered
export type TryAnswer = Tried | Unanswered

const mostOpen = 3
/** A plan in whole lots is answered by then, with the best found, or once it is within so much of the best possible. Linear plans are exact, and faster. */
const limits = { timeLimit: 5, gap: 0.0005 }
type OpenOne = { opened: OpenedPlan; before: number; changed: ReturnType<typeof lineWatcher> }
const open = new Map<string, OpenOne>()

/** Keeps the plans last edited open in the solver of this thread, and solves an edit from where the solver stands. The whole plan. */
export async function answerEdits(task: LiveTask): Promise<LiveAnswer> {
  return (await solved(task)).answer
}

/** The same, but only what moved: a whole plan takes longer to hand back than to solve. */
export async function tryEdits(task: LiveTask): Promise<TryAnswer> {
  const { answer, changed, before } = await solved(task)
  if (answer.kind !== 'solved') return answer
  const { status, milliseconds, plan } = answer
  return {
    kind: 'tried',
    status,
    milliseconds,
    margin: plan.money.margin,
    before: before!,
    ...lateAndLost(plan),
    lines: changed!(plan),
  }
}

async function solved({ planId, whole, edits }: LiveTask) {
  const began = performance.now()
  const found = open.get(planId) ?? (whole ? await opened(planId, whole) : null)
  if (found === null) return { answer: { kind: 'not open' } as const }
  if (typeof found === 'string') return { answer: { kind: 'invalid', says: found } as const }
  try {
    const { solve, edit, base, plan } = found.opened
    const { kind: status } = solve(edit(base, edits))
    const milliseconds = performance.now() - began
    const { changed, before } = found
    return { answer: { kind: 'solved', status, milliseconds, plan: plan() } as const, changed, before }
  } catch (error) {
    if (error instanceof RangeError) return { answer: { kind: 'invalid', says: error.message } as const }
    throw error
  }
}

async function opened(planId: string, { model, plan }: { model: PlanModel; plan: Plan }) {
  for (const [id, each] of open) {
    if (open.size < mostOpen) break
    each.opened.close()
    open.delete(id)
  }
  const answer = await openPlan(model, undefined, limits)
  if (answer.kind === 'invalid') return answer.problems.map(({ path, says }) => `${path}: ${says}`).join(' ')
  answer.opened.solve(answer.opened.base)
  const base = answer.opened.plan()
  const before = base.money.margin
  // In whole lots the plan as opened may be another than the one made in longer time: changes are told against what they started from.
  const isSame = Math.abs(before - plan.money.margin) <= 1e-6 * Math.max(1, Math.abs(before))
  const found = { opened: answer.opened, before, changed: lineWatcher({ model, plan: isSame ? plan : base }) }
  open.set(planId, found)
  return found
}
