import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { acceptInvitation, inviteUser, linkPasswordReset } from '#platform/auth/logins.tx.ts'
import { welcomeLink } from '#platform/auth/routes.ts'
import { allUsers, userByEmail } from '#platform/auth/users.sql.ts'
import { notFound } from '#platform/http/refusal.ts'
import { type WorkspaceRequest, withWorkspace } from './with-workspace.ts'

/** Prints who may sign in, one user a line: e-mail, role, name, and whether the login is closed. */
export function listUsers(request: WorkspaceRequest): Promise<void> {
  return withWorkspace(request, async ({ workspace }) => {
    for (const user of await allUsers(workspace.db)) {
      const closed = user.disabledAt ? '\tclosed' : ''
      process.stdout.write(`${user.email}\t${user.role}\t${user.name}${closed}\n`)
    }
  })
}

/** Makes a user who can sign in at once; the password is read from the terminal or from standard input. */
export async function createUser(
  request: WorkspaceRequest & { email: string; name: string; role: string },
): Promise<void> {
  const { email, name, role } = request
  const password = await readPassword()
  await withWorkspace(request, async (work) => {
    const { secret } = await inviteUser(work, { email, role, personId: null })
    await acceptInvitation(work, { secret, name, email, password })
    process.stdout.write(`${email} can sign in as ${role}.\n`)
  })
}

/** Prints a one-time link with which somebody joins. */
export function inviteByLink(request: WorkspaceRequest & { email: string; role: string }): Promise<void> {
  const { email, role } = request
  return withWorkspace(request, async (work) => {
    const { secret, expiresAt } = await inviteUser(work, { email, role, personId: null })
    process.stdout.write(`${welcomeLink(work.workspace, secret)}\n`)
    process.stderr.write(`For ${email}, once, until ${expiresAt.slice(0, 10)}.\n`)
  })
}

/** Prints a one-time link with which a user sets a new password. */
export function resetByLink(request: WorkspaceRequest & { email: string }): Promise<void> {
  return withWorkspace(request, async (work) => {
    const user = await userByEmail(work.workspace.db, request.email)
    if (!user) throw notFound('user', request.email)
    const { secret, expiresAt } = await linkPasswordReset(work, user.id)
    process.stdout.write(`${welcomeLink(work.workspace, secret)}\n`)
    process.stderr.write(`For ${user.email}, once, until ${expiresAt.slice(0, 10)}.\n`)
  })
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
