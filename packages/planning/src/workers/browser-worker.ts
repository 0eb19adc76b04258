import { answer, type SolveMessage, type WorkerSays } from './answer.ts'

/** The side of the worker in a browser; `new Worker(new URL('…/browser-worker.ts', import.meta.url), { type: 'module' })`. */
const here = globalThis as unknown as {
  onmessage: ((event: { data: SolveMessage }) => void) | null
  postMessage: (says: WorkerSays) => void
}

here.onmessage = ({ data }) => void answer(data, (says) => here.postMessage(says))
