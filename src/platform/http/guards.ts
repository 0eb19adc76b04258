import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { rateLimiter } from 'hono-rate-limiter'
import { newId } from '../ids.ts'
import type { Workspace } from '../workspace.ts'
import { refusal } from './refusal.ts'
import { remoteAddress } from './remote.ts'

/** Headers that keep a page from being framed, sniffed or scripted from elsewhere. */
export function safeHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"], // component libraries position by inline style
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false, // for the proxy that ends TLS to set
  })
}

/** A page elsewhere cannot send our header, nor a token it does not hold: no forged change comes through. */
export function forgeryGuard(): MiddlewareHandler {
  return async (context, next) => {
    const { method } = context.req
    const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    const signIn = context.req.path.includes('/api/auth/') // better-auth checks the origin itself
    const bearer = context.req.header('authorization')?.startsWith('Bearer ')
    if (!safe && !signIn && !bearer && context.req.header('x-drumbeat') === undefined) {
      throw refusal(403, {
        code: 'forged',
        message: 'This request did not come from Drumbeat.',
        wayOut: 'Send the header x-drumbeat: 1, or an API token.',
      })
    }
    await next()
  }
}

/** At most 2,000 requests in 10 s from one caller. */
export function rateLimit(): MiddlewareHandler {
  return rateLimiter({
    windowMs: 10_000,
    limit: 2000,
    standardHeaders: 'draft-6',
    keyGenerator: (context) => context.req.header('authorization') ?? remoteAddress(context) ?? 'inside',
    handler: (context) =>
      context.json(
        { code: 'too-many', message: 'More than 2,000 requests in 10 s.', wayOut: 'Wait some seconds.' },
        429,
      ),
  })
}

/** One log line per request, with an id that is also sent back. */
export function requestLog({ log, name }: Workspace): MiddlewareHandler {
  return async (context, next) => {
    const began = performance.now()
    const id = newId()
    await next()
    context.header('x-request-id', id)
    const { method, path } = context.req
    log.debug(
      { id, workspace: name, method, path, status: context.res.status, ms: Math.round(performance.now() - began) },
      'http',
    )
  }
}
