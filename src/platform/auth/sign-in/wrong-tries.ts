import type { MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { problemReply } from '../../http/problem.ts'
import { clientAddress } from '../../http/remote.ts'
import type { Workspace } from '../../workspace.ts'

/**
 * At most 10 wrong passwords or codes in a minute from one address; then nobody signs in from there until the minute is over.
 * Right ones do not count: a whole office comes in through one address at nine.
 */
export function limitWrongTries({ publicUrl }: Workspace): MiddlewareHandler {
  return rateLimiter({
    windowMs: 60_000,
    limit: 10,
    skipSuccessfulRequests: true,
    keyGenerator: (context) => clientAddress(context, publicUrl) ?? 'inside',
    handler: (context) =>
      problemReply(
        context,
        {
          code: 'too-many',
          message: 'More than 10 wrong passwords or codes in a minute from this address.',
          wayOut: 'Wait a minute, then try again.',
        },
        429,
      ),
  })
}
