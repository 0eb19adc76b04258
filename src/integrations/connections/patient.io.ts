import { setTimeout as pause } from 'node:timers/promises'
import { type Reply, textOf, Unreachable } from '#platform/webhooks/ask.io.ts'
import { Patience } from './source.ts'

/** Waits of up to this long are waited for at once; longer ones end the run, which goes on later. */
const longestWaitSeconds = 20
const tries = 4

/** What an answer that is no success means: trying again may help, or it is what the error says. */
export type Judged = { isBusy: boolean; error: Error }

/**
 * Asks until there is an answer: an ended session is renewed once, a busy moment and a broken line are waited for, as long as
 * the other system says or longer each time. Everything else is what `judge` makes of it.
 */
export async function patiently(input: {
  system: string
  signal: AbortSignal
  call: () => Promise<Reply>
  renew: () => Promise<void>
  judge: (answer: { status: number; text: string }) => Judged
}): Promise<Reply> {
  const { system, signal, call, renew, judge } = input
  let isFresh = false
  for (let nth = 1; ; nth++) {
    const reply = await call().catch((error) => {
      if (error instanceof Unreachable && nth < tries) return undefined
      throw error
    })
    if (reply && reply.status < 300) return reply
    const status = reply?.status ?? 0
    const text = reply ? await textOf(reply) : ''
    if (status === 401 && !isFresh) {
      isFresh = true
      await renew()
      continue
    }
    const { isBusy, error } = judge({ status, text })
    if (reply && !isBusy) throw error
    const asked = Number(reply?.headers['retry-after'])
    const seconds = Number.isFinite(asked) ? asked : 2 ** (nth - 1) / 4
    if (seconds > longestWaitSeconds || nth >= tries)
      throw new Patience(`${system} asks for patience (${status || 'no answer'}).`, Math.max(60, seconds))
    await pause(seconds * 1000, undefined, { signal })
  }
}

/** The text as JSON; nothing where a proxy answered with a page. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
