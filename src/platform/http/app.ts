import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { callerOf } from '../auth/session.ts'
import { signInRoutes } from '../auth/sign-in/routes.ts'
import type { Workspace } from '../workspace.ts'
import { apiPage } from './api-page.ts'
import type { Endpoint } from './contract.ts'
import { forgeryGuard, keptNowhere, limitOfAll, rateLimit, requestLog, unless } from './guards.ts'
import { type Mount, mountOn } from './mount.ts'
import { problemOf } from './on-error.ts'
import { openApi } from './openapi.ts'
import { refusal } from './refusal.ts'

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
  app.onError(problemOf(workspace, isUnseen))
  return app
}
