import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { callerOf } from '../auth/session.ts'
import type { Workspace } from '../workspace.ts'
import { apiPage } from './api-page.ts'
import type { Endpoint } from './contract.ts'
import { forgeryGuard, rateLimit, requestLog } from './guards.ts'
import { type Mount, mountOn } from './mount.ts'
import { openApi } from './openapi.ts'
import { Refusal, refusal } from './refusal.ts'

/** The API of one workspace: guards, sign-in, every domain's routes, and its own description. */
export function workspaceApp(options: {
  workspace: Workspace
  mountRoutes: (mount: Mount) => void
  /** Hold every reply against its contract (in tests). */
  checkReplies?: boolean
}): Hono {
  const { workspace, mountRoutes, checkReplies = false } = options
  const app = new Hono()
  const endpoints: Endpoint[] = []

  app.use('/api/*', requestLog(workspace), rateLimit(), forgeryGuard())
  app.on(['GET', 'POST'], '/api/auth/*', (context) => workspace.auth.handle(context.req.raw))

  const mount = mountOn({
    app,
    workspace,
    callerOf: (context) => callerOf(workspace, context),
    checkReplies,
    declared: (endpoint) => endpoints.push(endpoint),
  })
  mountRoutes(mount)

  app.get('/api/openapi.json', (context) => context.json(openApi({ endpoints, basePath: workspace.basePath })))
  app.get('/api', (context) => context.html(apiPage({ endpoints, basePath: workspace.basePath })))
  app.all('/api/*', (context) => {
    throw refusal(404, {
      code: 'no-such-endpoint',
      message: `There is no ${context.req.method} ${context.req.path}.`,
      wayOut: `Every endpoint is described at ${workspace.basePath}/api.`,
    })
  })
  app.onError((error, context) => {
    if (error instanceof Refusal) return context.json(error.problem, error.status as 400)
    if (error instanceof HTTPException) return error.getResponse()
    workspace.log.error({ error: error.stack ?? String(error), path: context.req.path }, 'http.error')
    return context.json(
      {
        code: 'fault',
        message: 'Something went wrong inside Drumbeat. Nothing of this request was saved.',
        wayOut: 'Try again; the log has the details.',
      },
      500,
    )
  })
  return app
}
