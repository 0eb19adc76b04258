import type { Risk } from '@drumbeat/planning'
import { Piscina } from 'piscina'
import type { LiveAnswer, LiveTask, TryAnswer } from './workers/live.ts'
import type { RiskTask } from './workers/risk.ts'

let live: Piscina | undefined

/** Answers edits with the whole plan, in a thread that keeps plans open; it ends by itself when nobody edits for a while. */
export async function answerInThread(task: Required<LiveTask>) {
  return openFirst<LiveAnswer>('answerEdits', task)
}

/** Answers edits with what moves, in the same thread. */
export async function tryInThread(task: Required<LiveTask>) {
  return openFirst<TryAnswer>('tryEdits', task)
}

/** The plan itself is handed over only where the thread does not have it open. */
async function openFirst<Answer extends { kind: string }>(name: string, task: Required<LiveTask>) {
  const { planId, edits } = task
  const first = await ask<Answer>(name, { planId, edits })
  const answer = first.kind === 'not open' ? await ask<Answer>(name, task) : first
  if (answer.kind === 'not open') throw new Error(`Plan ${planId} was handed over and is not open.`)
  return answer as Exclude<Answer, { kind: 'not open' }>
}

function ask<Answer>(name: string, task: LiveTask): Promise<Answer> {
  live ??= new Piscina({
    filename: new URL('./workers/live.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 120_000,
  })
  return live.run(task, { name })
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
