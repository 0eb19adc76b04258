import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#platform/ui/call.ts'
import { questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'

/** A change of one cell of the plan. */
export type Tried =
  | { kind: 'demand'; item: string; site?: string; period: number; quantity: number }
  | { kind: 'lock'; measure: 'made' | 'bought'; item: string; site?: string; period: number; quantity: number | null }

export type TriedAnswer = z.output<typeof questionsContract.tryEdits.reply>

/** The changes tried on a plan so far, and what became of it. */
export function useTries(plan: PlanHead) {
  const [state, setState] = useState<{ planId: string; edits: Tried[]; answer: TriedAnswer | null }>(empty(plan.id))
  const now = state.planId === plan.id ? state : empty(plan.id)
  return {
    edits: now.edits,
    answer: now.answer,
    clear: () => setState(empty(plan.id)),
    change: async (more: readonly Tried[]) => {
      const edits = [...new Map([...now.edits, ...more].map((edit) => [keyOf(edit), edit])).values()]
      const kept = edits.filter((edit) => edit.quantity !== null)
      const answer = await call(questionsContract.tryEdits, { params: { id: plan.id }, body: { edits: kept } })
      setState({ planId: plan.id, edits: kept, answer })
    },
  }
}

function empty(planId: string) {
  return { planId, edits: [], answer: null }
}

/** What became of the plan, in a sentence. */
export function triedWords(
  answer: TriedAnswer | null,
  { edits, money, number }: { edits: number; money: (amount: number) => string; number: (value: number) => string },
): string {
  if (!answer || edits === 0)
    return 'Type another figure into a cell: the plan is solved anew at once, and nothing is stored.'
  const by = Math.round(Math.abs(answer.difference))
  const margin =
    by === 0 ? 'the margin stays as it is' : `the margin ${answer.difference > 0 ? 'rises' : 'falls'} by ${money(by)}`
  const late = `${number(Math.round(answer.unitsLate))} units come late, ${number(Math.round(answer.unitsLost))} are lost`
  return `With ${edits === 1 ? 'this change' : `these ${edits} changes`} ${margin}; ${late}; ${answer.lines.length} lines move (${Math.round(answer.milliseconds)} ms).`
}

function keyOf(edit: Tried): string {
  return [edit.kind === 'demand' ? 'demand' : edit.measure, edit.item, edit.site ?? '', edit.period].join('/')
}
