import { type Edit, type OpenedPlan, openPlan, type PlanModel } from '@drumbeat/planning'

/** Edits of a plan, one after the other, from its base. */
export type LiveTask = {
  planId: string
  /** Left out where the plan is thought to be open: a large model takes longer to hand over than to solve. */
  model?: PlanModel
  edits: readonly Edit[]
}

export type LiveAnswer =
  | {
      kind: 'answered'
      objective: number
      base: number
      status: string
      milliseconds: number
      opened: boolean
      plan: ReturnType<OpenedPlan['plan']>
    }
  | { kind: 'invalid'; says: string }
  | { kind: 'not open' }

const mostOpen = 3
const open = new Map<string, { opened: OpenedPlan; base: number }>()

/** Keeps the plans last edited open in the solver of this thread, and solves an edit from where the solver stands. */
export async function answerEdits({ planId, model, edits }: LiveTask): Promise<LiveAnswer> {
  const began = performance.now()
  const before = open.get(planId)
  const found = before ?? (model ? await opened(planId, model) : null)
  if (found === null) return { kind: 'not open' }
  if (typeof found === 'string') return { kind: 'invalid', says: found }
  try {
    const { solve, edit, base, plan } = found.opened
    const answer = solve(edit(base, edits))
    return {
      kind: 'answered',
      objective: answer.objective,
      base: found.base,
      status: answer.kind,
      milliseconds: performance.now() - began,
      opened: before === undefined,
      plan: plan(),
    }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'invalid', says: error.message }
    throw error
  }
}

async function opened(planId: string, model: PlanModel): Promise<{ opened: OpenedPlan; base: number } | string> {
  for (const [id, each] of open) {
    if (open.size < mostOpen) break
    each.opened.close()
    open.delete(id)
  }
  const answer = await openPlan(model)
  if (answer.kind === 'invalid') return answer.problems.map(({ path, says }) => `${path}: ${says}`).join(' ')
  const { objective } = answer.opened.solve(answer.opened.base)
  const found = { opened: answer.opened, base: objective }
  open.set(planId, found)
  return found
}
