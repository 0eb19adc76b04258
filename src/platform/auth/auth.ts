import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'

/** Sign-in of one workspace: e-mail and password, sessions in cookies of its own. */
export type Auth = {
  /** Answers sign-in and sign-out; tries are counted per address. */
  handle: (request: globalThis.Request, address: string | null) => Promise<Response>
  sessionOf: (headers: Headers) => Promise<{ userId: string } | null>
  createUser: (user: {
    name: string
    email: string
    role: string
    personId: string | null
    password: string | null
  }) => Promise<string>
  setPassword: (userId: string, password: string) => Promise<void>
  /** A session cookie for a user without a password: the demo's one-click sign-in only. */
  signInAs: (userId: string, headers: Headers) => Promise<Response>
}

/** Carries the caller's address inside the process; what comes under this name from outside is overwritten. */
const addressHeader = 'x-drumbeat-address'

/** Opens better-auth over the schema `auth` of one database. The public may not sign up: users come by invitation. */
export function openAuth(options: {
  db: Db
  secret: string
  workspaceName: string
  basePath: string
  publicUrl: string
  log: Log
}): Auth {
  const auth = configure(options)
  const pass = createHmac('sha256', options.secret).update('one-click').digest('hex')
  return {
    handle: (request, address) => {
      const headers = new Headers(request.headers)
      headers.set(addressHeader, address ?? '127.0.0.1')
      return auth.handler(new Request(request, { headers }))
    },
    sessionOf: async (headers) => {
      const found = await auth.api.getSession({ headers })
      return found ? { userId: found.user.id } : null
    },
    createUser: async ({ password, ...user }) => {
      const context = await auth.$context
      const created = await context.internalAdapter.createUser(
        { ...user, emailVerified: true },
        { method: 'invitation' },
      )
      if (password) {
        await context.internalAdapter.linkAccount({
          userId: created.id,
          accountId: created.id,
          providerId: 'credential',
          password: await context.password.hash(password),
        })
      }
      return created.id
    },
    setPassword: async (userId, password) => {
      const context = await auth.$context
      const hash = await context.password.hash(password)
      const accounts = await context.internalAdapter.findAccounts(userId)
      if (accounts.some((account) => account.providerId === 'credential')) {
        await context.internalAdapter.updatePassword(userId, hash)
      } else {
        await context.internalAdapter.linkAccount({
          userId,
          accountId: userId,
          providerId: 'credential',
          password: hash,
        })
      }
      await context.internalAdapter.deleteUserSessions(userId)
    },
    signInAs: (userId, headers) => auth.api.oneClick({ body: { userId, pass }, headers, asResponse: true }),
  }
}

function configure(options: Parameters<typeof openAuth>[0]) {
  const { db, secret, workspaceName, basePath, publicUrl, log } = options
  const pass = createHmac('sha256', secret).update('one-click').digest('hex')
  return betterAuth({
    secret,
    baseURL: publicUrl,
    basePath: `${basePath}/api/auth`,
    database: { db: db.withSchema('auth'), type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        personId: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    rateLimit: { enabled: true, window: 60, max: 100, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    advanced: {
      cookiePrefix: `drumbeat-${workspaceName}`,
      defaultCookieAttributes: { path: basePath || '/', sameSite: 'lax', httpOnly: true },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: { session: { create: { before: async ({ userId }) => isOpen(db, userId) } } },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message) => log.warn({ message }, 'auth') },
    plugins: [oneClick(pass)],
  })
}

/** A closed login begins no session. */
async function isOpen(db: Db, userId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from auth."user" where id = ${userId} and "disabledAt" is null`.execute(db)
  return rows.length > 0
}

/** The demo's sign-in without a password; not served, and it asks for a pass that never leaves the process. */
function oneClick(pass: string) {
  return {
    id: 'one-click' as const,
    endpoints: {
      oneClick: createAuthEndpoint(
        '/one-click',
        { method: 'POST', body: z.object({ userId: z.string(), pass: z.string() }) },
        async (ctx) => {
          if (ctx.body.pass !== pass) throw ctx.error('FORBIDDEN')
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
          if (!user) throw ctx.error('NOT_FOUND')
          const session = await ctx.context.internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ ok: true })
        },
      ),
    },
  }
}
