import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import type { Clock } from '#platform/clock.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { openLog } from '#platform/log.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { siteApp } from '#server.ts'
import { openWorkspace } from '#workspaces.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDemoDatabase, type DemoWanted } from './demo.ts'

type Given<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
}
export type Answer<E extends Endpoint> = {
  status: number
  body: z.output<E['reply']> & { code?: string; message?: string }
}

/** Calls the public API as one user; every reply is held against its contract on the way. */
export type Caller = {
  userId: string
  token: string
  call: <E extends Endpoint>(endpoint: E, given?: Given<E>) => Promise<Answer<E>>
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

export type TestApp = {
  app: Hono
  workspace: Workspace
  /** To run commands as Drumbeat itself. */
  work: Work
  /** A new user with a role (and a person, for scope), calling through an API token. */
  as: (role: string, personId?: string | null) => Promise<Caller>
  /** Carries out jobs until none waits or runs. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

/** The whole product without a socket, on a database of its own. */
export async function openTestApp({
  isDemo = false,
  clock = () => new Date(),
  demo,
  database: given,
}: {
  isDemo?: boolean
  clock?: Clock
  /** Starts from a demo company, with a login per role. */
  demo?: Omit<DemoWanted, 'clock'>
  /** Opens a database that is there already, for instance a restored one; it is dropped at the end. */
  database?: TestDatabase
} = {}): Promise<TestApp> {
  const database = given ?? (await (demo ? createDemoDatabase({ ...demo, clock }) : createTestDatabase()))
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-app-'))
  const opened = await openWorkspace({
    name: isDemo ? 'demo' : 'main',
    basePath: isDemo ? '/demo' : '',
    isDemo,
    address: database.url,
    dataDir,
    publicUrl: 'http://127.0.0.1',
    smtpUrl: null,
    clock,
    log: openLog(process.env.LOG_LEVEL ?? 'fatal'),
  })
  const { workspace } = opened
  const closing = new AbortController()
  const app = siteApp({ workspaces: [workspace], closing: closing.signal, checkReplies: true })
  let users = 0
  let working: Promise<void> | undefined

  return {
    app,
    workspace,
    work: { workspace, actor: systemActor },
    as: async (role, personId = null) => {
      users++
      const name = `${role} ${users}`
      const userId = await workspace.auth.createUser({
        name,
        email: `user${users}@example.com`,
        role,
        personId,
        password: null,
      })
      return callerWith({ app, workspace, userId, role })
    },
    settle: async () => {
      working ??= workspace.jobs.work(workspace)
      await working
      while (!(await workspace.jobs.idle())) await new Promise((resolve) => setTimeout(resolve, 100))
    },
    close: async () => {
      closing.abort()
      await opened.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function callerWith(of: { app: Hono; workspace: Workspace; userId: string; role: string }): Promise<Caller> {
  const { app, workspace, userId, role } = of
  const allowed = permissionsOf(workspace, role)
  const work: Work = { workspace, actor: { kind: 'user', id: userId, name: role } }
  const { secret } = await createToken(work, {
    userId,
    name: 'test',
    scopes: [...allowed],
    expiresInDays: null,
    allowed,
  })
  const fetch = async (path: string, init: RequestInit = {}) =>
    app.request(`${workspace.basePath}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, ...(init.headers as Record<string, string>) },
    })
  return {
    userId,
    token: secret,
    fetch,
    call: async (endpoint, given = {}) => {
      const { path, init } = requestFor(endpoint, given)
      const response = await fetch(path, init)
      return { status: response.status, body: await response.json() }
    },
  }
}

function requestFor(endpoint: Endpoint, { params, query, body }: Given<Endpoint>): { path: string; init: RequestInit } {
  const filled = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)?.[name])),
  )
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()
  return {
    path: search ? `${filled}?${search}` : filled,
    init: {
      method: endpoint.method.toUpperCase(),
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    },
  }
}
