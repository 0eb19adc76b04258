import { Hono } from 'hono'
import { callerNamed } from '../auth/session.ts'
import type { Workspace } from '../workspace.ts'
import { mountOn } from './mount.ts'
import { problemOf } from './on-error.ts'

const readers = new WeakMap<Workspace, Hono>()

/** Reads the API as a login would, without a request of theirs: what is sent to them holds what they may see, and no more. */
export function askingAs(workspace: Workspace, userId: string): (path: string) => Promise<Response> {
  const app = readers.get(workspace) ?? readerOf(workspace)
  readers.set(workspace, app)
  return async (path) => app.request(path, {}, { userId })
}

/** Everything that only reads, mounted once. */
function readerOf(workspace: Workspace): Hono {
  const app = new Hono()
  app.onError(problemOf(workspace))
  const mount = mountOn({
    app,
    workspace,
    callerOf: ({ env }) => callerNamed(workspace, (env as { userId: string }).userId),
    checkReplies: false,
  })
  for (const { routes } of workspace.domains) {
    routes?.((endpoint, handle) => {
      if (endpoint.method === 'get' && !endpoint.raw) mount(endpoint, handle)
    })
  }
  return app
}
