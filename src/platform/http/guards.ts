import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { rateLimiter } from 'hono-rate-limiter'
import { bearerOf } from '../auth/session.ts'
import { newId } from '../ids.ts'
import type { Workspace } from '../workspace.ts'
import { refusal } from './refusal.ts'
import { clientAddress } from './remote.ts'

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
    if (!safe && bearerOf(context) === null && context.req.header('x-drumbeat') === undefined) {
      throw refusal(403, {
        code: 'forged',
        message: 'This request did not come from Drumbeat.',
        wayOut: 'Send the header x-drumbeat: 1, or an API token.',
      })
    }
    await next()
  }
}

/** Replies are for this caller and this moment: neither a proxy nor the browser keeps them, also not past signing out. */
export function keptNowhere(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store')
  }
}

/** At most 2,000 requests in 10 s from one address; what a caller claims to be does not change the count. */
export function rateLimit({ publicUrl }: Workspace): MiddlewareHandler {
  return rateLimiter({
    windowMs: 10_000,
    limit: 2000,
    standardHeaders: 'draft-6',
    keyGenerator: (context) => clientAddress(context, publicUrl) ?? bearerOf(context) ?? 'inside',
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
    const { status } = context.res
    const ms = Math.round(performance.now() - began)
    log.debug({ id, workspace: name, method: context.req.method, path: loggedPath(context), status, ms }, 'http')
  }
}

/** The path as the log may hold it: one-time links open doors, so their secrets stay out. */
export function loggedPath(context: Context): string {
  return context.req.path.replace(/(\/api\/invitations\/).+/, '$1…')
}
