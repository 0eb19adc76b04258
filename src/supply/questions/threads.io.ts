import type { Risk } from '@drumbeat/planning'
import { Piscina } from 'piscina'
import type { LiveAnswer, LiveTask } from './workers/live.ts'
import type { RiskTask } from './workers/risk.ts'

let live: Piscina | undefined

/** Answers edits in a thread that keeps plans open; it ends by itself when nobody edits for a while. */
export async function answerInThread(task: Required<LiveTask>): Promise<Exclude<LiveAnswer, { kind: 'not open' }>> {
  const { planId, edits } = task
  const first = await ask({ planId, edits })
  const answer = first.kind === 'not open' ? await ask(task) : first
  if (answer.kind === 'not open') throw new Error(`Plan ${planId} was handed over and is not open.`)
  return answer
}

function ask(task: LiveTask): Promise<LiveAnswer> {
  live ??= new Piscina({
    filename: new URL('./workers/live.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 120_000,
  })
  return live.run(task, { name: 'answerEdits' })
}

/** Plays futures in a thread of their own. */
export async function playInThread(task: RiskTask): Promise<Risk> {
  const pool = new Piscina({ filename: new URL('./workers/risk.ts', import.meta.url).href, maxThreads: 1 })
  try {
    return await pool.run(task, { name: 'playFutures' })
  } finally {
    await pool.destroy()
  }
}
