import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Progress } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import { collisionOf } from './collision.ts'
import { loggedPath } from './guards.ts'
import { outageOf } from './outage.ts'
import { problemReply } from './problem.ts'
import { Refusal } from './refusal.ts'

/** What went wrong, as an answer: a refusal in its own words, anything else as a fault that the log knows of. */
export function problemOf(workspace: Workspace, isUnseen: (context: Context) => boolean = () => false): ErrorHandler {
  return (error, context) => {
    if (error instanceof Refusal) return problemReply(context, error.problem, error.status)
    if (error instanceof HTTPException) return error.getResponse()
    if (isUnstorable(error)) return problemReply(context, unstorable, 400)
    if (isTwice(error)) return problemReply(context, twice, 400)
    const collision = collisionOf(error)
    if (collision) return problemReply(context, collision, 409)
    if (!isUnseen(context))
      workspace.log.error({ error: error.stack ?? String(error), path: loggedPath(context) }, 'http.error')
    const saved = savedWords(context)
    const outage = outageOf(error)
    if (outage) {
      context.header('retry-after', String(outage.retryAfter))
      const { code, message, wayOut } = outage
      return problemReply(context, { code, message: `${message}${saved}`, wayOut }, 503)
    }
    const wayOut = 'Try again; the log has the details.'
    return problemReply(
      context,
      { code: 'fault', message: `Something went wrong inside Drumbeat.${saved}`, wayOut },
      500,
    )
  }
}

/** What is known of a write that failed: said only as far as it is true. */
function savedWords(context: Context): string {
  const { saved, once } = (context.get('progress' as never) as Progress | undefined) ?? { saved: 'nothing', once: null }
  if (context.req.method === 'GET') return ''
  if (saved === 'nothing') return ' Nothing of this request was saved.'
  const again = once ? ' To try again is safe: it is not done twice.' : ' Look before you try again.'
  return saved === 'something'
    ? ` What you asked for was saved, at least in part.${again}`
    : ` Whether it was saved is not known.${again}`
}

/** PostgreSQL's class 22: a number too large, a day that no calendar has, a character that text cannot hold. */
function isUnstorable(error: Error): boolean {
  return /^22/.test(String((error as { code?: unknown }).code)) && 'severity' in error
}

/** PostgreSQL's 21000: one statement would write the same row twice. */
function isTwice(error: Error): boolean {
  return (error as { code?: unknown }).code === '21000' && 'severity' in error
}

const twice = {
  code: 'twice',
  message: 'This request sets the same thing twice.',
  wayOut: 'Send each of them once, with the value that is meant.',
}

const unstorable = {
  code: 'invalid',
  message: 'A value of this request is out of range, or holds characters that cannot be stored.',
  wayOut: 'Look for very large numbers, impossible days and control characters.',
}
