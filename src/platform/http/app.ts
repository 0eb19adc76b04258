import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { callerOf } from '../auth/session.ts'
import { signInRoutes } from '../auth/sign-in/routes.ts'
import type { Progress } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'
import { apiPage } from './api-page.ts'
import { collisionOf } from './collision.ts'
import type { Endpoint } from './contract.ts'
import { forgeryGuard, keptNowhere, limitOfAll, loggedPath, rateLimit, requestLog, unless } from './guards.ts'
import { type Mount, mountOn } from './mount.ts'
import { openApi } from './openapi.ts'
import { outageOf } from './outage.ts'
import { problemReply } from './problem.ts'
import { Refusal, refusal } from './refusal.ts'

/** The API of one workspace: guards, sign-in, every domain's routes, and its own description. */
export function workspaceApp(options: {
  workspace: Workspace
  mountRoutes: (mount: Mount) => void
  /** Hold every reply against its contract (in tests). */
  checkReplies?: boolean
  /** Times every request; those of people who shall stay unknown leave no trace there either. */
  timed?: MiddlewareHandler | undefined
}): Hono {
  const { workspace, mountRoutes, checkReplies = false, timed } = options
  const app = new Hono()
  const endpoints: Endpoint[] = []

  const unseen = new Set<string>()
  const isUnseen = (context: Context) => unseen.has(context.req.path)
  app.use('/api/*', unless(isUnseen, requestLog(workspace)), keptNowhere())
  if (timed) app.use('/api/*', unless(isUnseen, timed))
  app.use(
    '/api/*',
    unless(isUnseen, rateLimit(workspace)),
    unless((context) => !isUnseen(context), limitOfAll()),
  )
  app.use('/api/*', forgeryGuard())
  signInRoutes(app, workspace)

  const mount = mountOn({
    app,
    workspace,
    callerOf: (context) => callerOf(workspace, context),
    checkReplies,
    declared: (endpoint) => {
      endpoints.push(endpoint)
      if (endpoint.anonymous) unseen.add(`${workspace.basePath}${endpoint.path}`)
    },
  })
  mountRoutes(mount)

  app.get('/api/openapi.json', (context) => context.json(openApi({ endpoints, basePath: workspace.basePath })))
  app.get('/api', (context) => {
    const styleNonce = String(context.get('secureHeadersNonce' as never))
    return context.html(apiPage({ endpoints, basePath: workspace.basePath, styleNonce }))
  })
  app.all('/api/*', (context) => {
    throw refusal(404, {
      code: 'no-such-endpoint',
      message: `There is no ${context.req.method} ${context.req.path}.`,
      wayOut: `Every endpoint is described at ${workspace.basePath}/api.`,
    })
  })
  app.onError((error, context) => {
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
  })
  return app
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
