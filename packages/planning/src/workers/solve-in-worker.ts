import { Worker } from 'node:worker_threads'
import type { Solved } from '../solved.ts'
import type { Progress } from '../solving/progress.ts'
import type { SolveMessage, WorkerSays } from './answer.ts'

export type { Progress } from '../solving/progress.ts'

/** A solve under way in a worker thread of Node. */
export interface Solving {
  readonly result: Promise<Solved>
  /** Ends the search; the result is then the best plan so far, or that there is none. */
  readonly cancel: () => void
}

/** Solves in a worker thread, so that the caller's thread stays free. */
export function solveInWorker(
  model: unknown,
  { onProgress, ...options }: SolveMessage['options'] & { onProgress?: (progress: Progress) => void } = {},
): Solving {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const message: SolveMessage = { model, options, stop }
  const worker = new Worker(new URL('./node-worker.ts', import.meta.url), { workerData: message, execArgv: [] })
  const result = new Promise<Solved>((resolve, reject) => {
    worker.on('message', (says: WorkerSays) => {
      if (says.kind === 'progress') onProgress?.(says.progress)
      else if (says.kind === 'solved') resolve(says.solved)
      else
        resolve({
          kind: 'none',
          status: { kind: 'stopped', reason: `the solver failed: ${says.reason}` },
          warnings: [],
        })
    })
    worker.on('error', reject)
    worker.on('exit', () =>
      resolve({ kind: 'none', status: { kind: 'stopped', reason: 'the worker ended' }, warnings: [] }),
    )
  })
  return { result, cancel: () => void Atomics.store(stop, 0, 1) }
}
