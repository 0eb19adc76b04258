/** Steps that can be taken back, and steps that were and can be done again. */
export type History<Step> = { done: Step[]; undone: Step[] }

const mostSteps = 100

/** A history after a new step; what was undone before cannot be done again. */
export function did<Step>(history: History<Step>, step: Step): History<Step> {
  return { done: [...history.done, step].slice(-mostSteps), undone: [] }
}

/** Takes the last step back; null when there is none. */
export function takeBack<Step>({ done, undone }: History<Step>): { step: Step; history: History<Step> } | null {
  const step = done.at(-1)
  return step === undefined ? null : { step, history: { done: done.slice(0, -1), undone: [...undone, step] } }
}

/** Does the last undone step again; null when there is none. */
export function doAgain<Step>({ done, undone }: History<Step>): { step: Step; history: History<Step> } | null {
  const step = undone.at(-1)
  return step === undefined ? null : { step, history: { done: [...done, step], undone: undone.slice(0, -1) } }
}
