import { solvePlan } from '../solve-plan.ts'
import type { Solved, SolveOptions } from '../solved.ts'
import type { Progress } from '../solving/progress.ts'

/** What a worker is asked: a model, options that can be sent, and a shared flag that ends the search when it is set. */
export interface SolveMessage {
  readonly model: unknown
  readonly options: Pick<SolveOptions, 'timeLimit' | 'gap' | 'strategy' | 'explain' | 'locale'>
  readonly stop: Int32Array | undefined
}

/** What a worker says. */
export type WorkerSays =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'solved'; readonly solved: Solved }
  | { readonly kind: 'failed'; readonly reason: string }

/** Solves in the thread of the worker; a fault of the solver is told, not thrown. */
export async function answer({ model, options, stop }: SolveMessage, say: (says: WorkerSays) => void): Promise<void> {
  try {
    const solved = await solvePlan(model, {
      ...options,
      onProgress: (progress) => say({ kind: 'progress', progress }),
      shouldStop: stop ? () => Atomics.load(stop, 0) === 1 : undefined,
    })
    // The program and its prices stay in the worker: they are large, and what they say is in the explanation.
    say({ kind: 'solved', solved: solved.kind === 'plan' ? { ...solved, prices: undefined } : solved })
  } catch (error) {
    say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}
