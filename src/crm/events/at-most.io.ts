import type { Context } from 'hono'
import { problemReply } from '#platform/http/problem.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** Lets so many requests of a kind be worked on at a time, by one process; the others are told to wait. */
export function atMost(most: number, which: string) {
  let open = 0
  return async (context: Context, take: () => Promise<Response>): Promise<Response> => {
    if (open >= most) return tooMany(context, `${most} ${which}`)
    open++
    try {
      return await take()
    } finally {
      open--
    }
  }
}

function tooMany(context: Context, which: string): Response {
  const { problem } = new Refusal(429, {
    code: 'too-many',
    message: `${which} requests are being taken already.`,
    wayOut: 'Send again after the seconds that Retry-After names; keys make that safe.',
  })
  context.header('retry-after', '2')
  return problemReply(context, problem, 429)
}
