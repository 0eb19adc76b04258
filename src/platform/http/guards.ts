import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { Context, MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { rateLimiter } from 'hono-rate-limiter'
import { bearerOf } from '../auth/session.ts'
import { newId } from '../ids.ts'
import type { Workspace } from '../workspace.ts'
import { problemReply } from './problem.ts'
import { refusal } from './refusal.ts'
import { clientAddress } from './remote.ts'

/** Headers that keep a page from being framed, sniffed or scripted from elsewhere. */
export function safeHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", NONCE], // the nonce is on the page, for the styles that components bring along
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

/**
 * Answers only to names that are this site's: a page elsewhere whose name was turned to this machine's address (DNS rebinding)
 * is refused. An address in numbers cannot be turned.
 */
export function knownHosts(publicUrls: readonly string[]): MiddlewareHandler {
  const names = new Set([...publicUrls.map((url) => new URL(url).hostname), 'localhost', hostname().toLowerCase()])
  return async (context, next) => {
    const name = new URL(context.req.url).hostname
    if (!names.has(name) && !name.endsWith('.localhost') && isIP(name.replace(/^\[|\]$/g, '')) === 0) {
      const wayOut = `Open ${publicUrls[0]}, or start with PUBLIC_URL set to the address that people type.`
      return problemReply(context, { code: 'unknown-host', message: `This site is not called ${name}.`, wayOut }, 421)
    }
    return next()
  }
}

/** A page elsewhere cannot send our header, nor a token it does not hold: no forged change comes through. */
export function forgeryGuard(): MiddlewareHandler {
  return async (context, next) => {
    const { method } = context.req
    const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
    if (!safe && bearerOf(context) === null && context.req.header('x-drumbeat') === undefined && !isSigned(context)) {
      throw refusal(403, {
        code: 'forged',
        message: 'This request did not come from Drumbeat.',
        wayOut: 'Send the header x-drumbeat: 1, or an API token.',
      })
    }
    await next()
  }
}

/** A body that its sender signed is checked by that signature; a page elsewhere cannot set the header either. */
function isSigned(context: Context): boolean {
  return context.req.header('x-drumbeat-signature') !== undefined
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
      problemReply(
        context,
        { code: 'too-many', message: 'More than 2,000 requests in 10 s.', wayOut: 'Wait some seconds.' },
        429,
      ),
  })
}

/** At most 5,000 anonymous requests in 10 s in all: whose they are is not asked. */
export function limitOfAll(): MiddlewareHandler {
  return rateLimiter({
    windowMs: 10_000,
    limit: 5000,
    keyGenerator: () => 'all',
    handler: (context) =>
      problemReply(
        context,
        { code: 'too-many', message: 'More than 5,000 requests in 10 s.', wayOut: 'Wait some seconds.' },
        429,
      ),
  })
}

/** A guard that passes over some requests. */
export function unless(passes: (context: Context) => boolean, guard: MiddlewareHandler): MiddlewareHandler {
  return (context, next) => (passes(context) ? next() : guard(context, next))
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
