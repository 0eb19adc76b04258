import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { callerOf } from '../auth/session.ts'
import type { Workspace } from '../workspace.ts'
import { apiPage } from './api-page.ts'
import type { Endpoint } from './contract.ts'
import { forgeryGuard, keptNowhere, loggedPath, rateLimit, requestLog } from './guards.ts'
import { jsonSize, type Mount, mountOn } from './mount.ts'
import { openApi } from './openapi.ts'
import { Refusal, refusal } from './refusal.ts'
import { clientAddress } from './remote.ts'

/** What of better-auth the browser may reach; everything else about users goes through commands and their audit. */
const authPaths = ['/api/auth/sign-in/email', '/api/auth/sign-out']

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

  app.use('/api/*', requestLog(workspace), keptNowhere(), rateLimit(workspace), forgeryGuard())
  app.on('POST', authPaths, jsonSize, (context) =>
    workspace.auth.handle(context.req.raw, clientAddress(context, workspace.publicUrl)),
  )

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
    if (isUnstorable(error)) return context.json(unstorable, 400)
    workspace.log.error({ error: error.stack ?? String(error), path: loggedPath(context) }, 'http.error')
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

/** PostgreSQL's class 22: a number too large, a day that no calendar has, a character that text cannot hold. */
function isUnstorable(error: Error): boolean {
  return /^22/.test(String((error as { code?: unknown }).code)) && 'severity' in error
}

const unstorable = {
  code: 'invalid',
  message: 'A value of this request is out of range, or holds characters that cannot be stored.',
  wayOut: 'Look for very large numbers, impossible days and control characters.',
}
