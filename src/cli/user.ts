import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { acceptInvitation, inviteUser, linkPasswordReset } from '#platform/auth/commands.ts'
import { allUsers, userByEmail } from '#platform/auth/queries.ts'
import { welcomeLink } from '#platform/auth/routes.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { reachDatabase, type Workspace as WorkspaceName } from '#platform/db/embedded/reach.ts'
import { migrate } from '#platform/db/migrate.ts'
import { notFound } from '#platform/http/refusal.ts'
import { openLog } from '#platform/log.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { openWorkspace } from '../workspaces.ts'

/** Where the users are: the workspace, and the flags that say where its database is. */
export type UserRequest = { workspace: WorkspaceName; argv: string[] }

/** Prints who may sign in, one user a line: e-mail, role, name, and whether the login is closed. */
export function listUsers(request: UserRequest): Promise<void> {
  return withWorkspace(request, async ({ workspace }) => {
    for (const user of await allUsers(workspace.db)) {
      const closed = user.disabledAt ? '\tclosed' : ''
      process.stdout.write(`${user.email}\t${user.role}\t${user.name}${closed}\n`)
    }
  })
}

/** Makes a user who can sign in at once; the password is read from the terminal or from standard input. */
export async function createUser(request: UserRequest & { email: string; name: string; role: string }): Promise<void> {
  const { email, name, role } = request
  const password = await readPassword()
  await withWorkspace(request, async (work) => {
    const { secret } = await inviteUser(work, { email, role, personId: null })
    await acceptInvitation(work, { secret, name, email, password })
    process.stdout.write(`${email} can sign in as ${role}.\n`)
  })
}

/** Prints a one-time link with which somebody joins. */
export function inviteByLink(request: UserRequest & { email: string; role: string }): Promise<void> {
  const { email, role } = request
  return withWorkspace(request, async (work) => {
    const { secret, expiresAt } = await inviteUser(work, { email, role, personId: null })
    process.stdout.write(`${welcomeLink(work.workspace, secret)}\n`)
    process.stderr.write(`For ${email}, once, until ${expiresAt.slice(0, 10)}.\n`)
  })
}

/** Prints a one-time link with which a user sets a new password. */
export function resetByLink(request: UserRequest & { email: string }): Promise<void> {
  return withWorkspace(request, async (work) => {
    const user = await userByEmail(work.workspace.db, request.email)
    if (!user) throw notFound('user', request.email)
    const { secret, expiresAt } = await linkPasswordReset(work, user.id)
    process.stdout.write(`${welcomeLink(work.workspace, secret)}\n`)
    process.stderr.write(`For ${user.email}, once, until ${expiresAt.slice(0, 10)}.\n`)
  })
}

/** Opens a workspace beside a running server or without one, and closes it again. */
async function withWorkspace(request: UserRequest, act: (work: Work) => Promise<void>): Promise<void> {
  const config = readConfig({ argv: request.argv, env: process.env })
  const { url, servedAt, release } = await reachDatabase({ config, workspace: request.workspace, sharing: 'shared' })
  try {
    await migrate(url)
    const isDemo = request.workspace === 'demo'
    const publicUrl = config.publicUrl ?? servedAt ?? `http://${config.host}:${config.port}`
    const { workspace, close } = await openWorkspace({
      name: request.workspace,
      basePath: isDemo ? '/demo' : '',
      isDemo,
      address: url,
      dataDir: config.dataDir,
      publicUrl: publicUrl.replace(/\/$/, ''),
      smtpUrl: config.smtpUrl ?? null,
      clock: systemClock,
      log: openLog('error'),
    })
    await act({ workspace, actor: systemActor }).finally(close)
  } finally {
    await release()
  }
}

async function readPassword(): Promise<string> {
  const typed = process.stdin.isTTY
  if (typed) process.stderr.write('Password (at least 10 characters): ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: typed })
  try {
    for await (const line of lines) {
      if (typed) process.stderr.write('\n')
      if (line.length >= 10) return line
      throw new Error(`A password needs at least 10 characters; this one has ${line.length}.`)
    }
  } finally {
    lines.close()
  }
  throw new Error('No password came. Type one, or hand it over: echo "…" | drumbeat user create …')
}
