import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { signedValue, withSignature } from './cookie.ts'
import { instantsAsDates } from './instants.ts'
import { mostDays } from './limits.ts'
import { sealed, unsealed } from './seal.ts'
import { insertUser, type NewUser } from './users.tx.ts'

/** Sign-in of one workspace: e-mail and password, codes of an authenticator app, sessions in cookies of its own. */
export type Auth = {
  /** Answers sign-in and sign-out; tries are counted per address. */
  handle: (request: globalThis.Request, address: string | null) => Promise<Response>
  /** The token of the session that the request's cookie names and our signature proves. */
  tokenOf: (headers: Headers) => string | null
  /** Whether this browser signed in before as whom the key stands for; and the cookie that says so from now on. */
  knows: (headers: Headers, key: string) => boolean
  knownFrom: (key: string) => string
  createUser: (user: Omit<NewUser, 'passwordHash'> & { password: string | null }) => Promise<string>
  hash: (password: string) => Promise<string>
  verify: (given: { hash: string; password: string }) => Promise<boolean>
  /** A session cookie for a user who showed elsewhere who they are: by an identity provider, or in the demo by one click. */
  signInAs: (userId: string, headers: Headers, address: string | null) => Promise<Response>
  /** A cookie that carries a value with our signature for a while; and what the cookie of that name says. */
  note: (note: Note) => string
  noteIn: (headers: Headers, name: string) => string | null
  /** Keeps a secret of others so that only this workspace reads it; null where another sealed it. */
  seal: (text: string) => string
  unseal: (text: string) => string | null
  /** Begins, confirms and ends the second factor of the session's user; answers carry the new cookie. */
  twoFactor: {
    begin: (password: string, headers: Headers) => Promise<Response>
    confirm: (code: string, headers: Headers) => Promise<Response>
    end: (password: string, headers: Headers) => Promise<Response>
  }
}

type Note = { name: string; value: string; path: string; seconds: number }

/** Carries the caller's address inside the process; what comes under this name from outside is overwritten. */
const addressHeader = 'x-drumbeat-address'

type Options = { db: Db; secret: string; workspaceName: string; basePath: string; publicUrl: string; log: Log }

/** Opens better-auth over the schema `auth` of one database. The public may not sign up: users come by invitation. */
export function openAuth(options: Options): Auth {
  const { basePath, db, secret, publicUrl, workspaceName } = options
  const auth = configure(options)
  const pass = passOf(secret)
  const isSecure = publicUrl.startsWith('https://')
  const cookie = (name: string) => `${isSecure ? '__Secure-' : ''}drumbeat-${workspaceName}.${name}`
  const read = (headers: Headers, name: string) =>
    signedValue(headers.get('cookie') ?? undefined, { name: cookie(name), secret })
  const hash = async (password: string) => (await auth.$context).password.hash(password)
  const note = ({ name, value, path, seconds }: Note) =>
    `${cookie(name)}=${withSignature(value, secret)}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    handle: (request, address) =>
      auth.handler(new Request(request, { headers: withAddress(request.headers, address) })),
    tokenOf: (headers) => read(headers, 'session_token'),
    knows: (headers, key) => read(headers, 'known') === key,
    knownFrom: (key) => note({ name: 'known', value: key, path: basePath || '/', seconds: mostDays * 86_400 }),
    note,
    noteIn: read,
    seal: (text) => sealed(text, secret),
    unseal: (text) => unsealed(text, secret),
    createUser: async ({ password, ...user }) =>
      insertUser(db, { ...user, passwordHash: password === null ? null : await hash(password) }),
    hash,
    verify: async (given) => (await auth.$context).password.verify(given),
    signInAs: (userId, headers, address) =>
      auth.api.oneClick({ body: { userId, pass }, headers: withAddress(headers, address), asResponse: true }),
    twoFactor: {
      begin: (password, headers) =>
        auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers, asResponse: true }),
      confirm: (code, headers) => auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }),
      end: (password, headers) => auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true }),
    },
  }
}

function configure({ db, secret, workspaceName, basePath, publicUrl, log }: Options) {
  return betterAuth({
    appName: 'Drumbeat',
    secret,
    baseURL: publicUrl,
    basePath: `${basePath}/api/auth`,
    database: { db: db.withSchema('auth').withPlugin(instantsAsDates), type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        personId: { type: 'string', required: false, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    // Cookies last as long as any session may; when one is over is decided here, per request.
    session: { expiresIn: mostDays * 24 * 60 * 60, disableSessionRefresh: true },
    // Tries are counted by the routes: this limit would count right ones too, and those of all workspaces of the process.
    rateLimit: { enabled: false },
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
    plugins: [twoFactor({ issuer: 'Drumbeat' }), oneClick(passOf(secret))],
  })
}

function withAddress(given: Headers, address: string | null): Headers {
  const headers = new Headers(given)
  headers.set(addressHeader, address ?? '127.0.0.1')
  return headers
}

/** What the one-click sign-in asks for; it never leaves the process. */
function passOf(secret: string): string {
  return createHmac('sha256', secret).update('one-click').digest('hex')
}

/** A closed login begins no session. */
async function isOpen(db: Db, userId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from auth."user" where id = ${userId} and "disabledAt" is null`.execute(db)
  return rows.length > 0
}

/** A session without a password; not served, and it asks for a pass that never leaves the process. */
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
