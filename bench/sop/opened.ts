import type { z } from 'zod'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { openLog } from '#platform/log.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { siteApp } from '#server.ts'
import { openWorkspace } from '#workspaces.ts'
import { inNewDatabase } from '../parts/database.ts'

type Given<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
}

/** Calls the API as one user; a refusal is an error that says what was asked. */
export type Asking = {
  call: <E extends Endpoint>(endpoint: E, given?: Given<E>) => Promise<z.output<E['reply']>>
  bytes: (path: string) => Promise<number>
}

export type Opened = {
  work: Work
  as: (role: string, personId?: string | null) => Promise<Asking>
  settle: () => Promise<void>
}

/** An empty workspace on a PostgreSQL of its own, with its jobs at work, for as long as `use` takes. */
export async function withWorkspace<T>(clock: () => Date, use: (opened: Opened) => Promise<T>): Promise<T> {
  return inNewDatabase('company', async ({ address, dataDir }) => {
    const fixed = { name: 'main', basePath: '', isDemo: false, publicUrl: 'http://127.0.0.1', smtpUrl: null } as const
    const { workspace, close } = await openWorkspace({ ...fixed, address, dataDir, clock, log: openLog('error') })
    const app = siteApp({ workspaces: [workspace], closing: new AbortController().signal })
    try {
      await workspace.jobs.work(workspace)
      return await use({
        work: { workspace, actor: systemActor },
        as: async (role, personId = null) => {
          const email = `${role}-${personId ?? 'nobody'}@example.com`
          const userId = await workspace.auth.createUser({ name: role, email, role, personId, password: null })
          const allowed = permissionsOf(workspace, role)
          const { secret } = await createToken(
            { workspace, actor: { kind: 'user', id: userId, name: role } },
            { userId, name: 'bench', scopes: [...allowed], expiresInDays: null, allowed },
          )
          return asking((path, init = {}) =>
            app.request(path, { ...init, headers: { authorization: `Bearer ${secret}`, ...init.headers } }),
          )
        },
        settle: async () => {
          // A machine that is busy forecasting may not answer in time: that is no reason to give up.
          const isIdle = () => workspace.jobs.idle().catch(() => false)
          while (!(await isIdle())) await new Promise((resolve) => setTimeout(resolve, 1000))
        },
      })
    } finally {
      await close()
    }
  })
}

type Fetch = (
  path: string,
  init?: { method?: string; body?: string; headers?: Record<string, string> },
) => Response | Promise<Response>

function asking(fetch: Fetch): Asking {
  return {
    call: async (endpoint, { params, query, body } = {}) => {
      const filled = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String((params as Record<string, unknown>)[name])),
      )
      const search = new URLSearchParams(
        Object.entries((query ?? {}) as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
      )
      const response = await fetch(`${filled}?${search}`, {
        method: endpoint.method.toUpperCase(),
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      if (!response.ok) throw new Error(`${endpoint.method} ${filled}: ${response.status} ${await response.text()}`)
      return response.json()
    },
    bytes: async (path) => {
      const response = await fetch(path)
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      return (await response.arrayBuffer()).byteLength
    },
  }
}
