import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Comparable, MergedNoun, Pair } from './candidates.ts'
import type { CompareTask } from './workers/compare.ts'

/** Compares the rows of a noun beside the server's own thread; `tell` hears how much of it is done, from 0 to 1. */
export async function comparedInThread(given: {
  noun: MergedNoun
  rows: readonly Comparable[]
  signal: AbortSignal
  tell: (share: number) => void
}): Promise<Pair[]> {
  const { noun, rows, signal, tell } = given
  const pool = new Piscina({ filename: new URL('./workers/compare.ts', import.meta.url).href, maxThreads: 1 })
  pool.on('error', () => {}) // a task that failed rejects by itself
  const { port1: ours, port2: port } = new MessageChannel()
  ours.on('message', tell)
  try {
    const task: CompareTask = { noun, rows, port }
    return await pool.run(task, { name: 'compareRows', signal, transferList: [port] })
  } finally {
    ours.close()
    await pool.destroy()
  }
}
