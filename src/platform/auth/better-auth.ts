import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { addressHeader } from './caller-address.ts'
import { instantsAsDates } from './instants.ts'
import { mostDays } from './limits.ts'

/** Where and how people sign in. */
export type Options = { db: Db; secret: string; workspaceName: string; basePath: string; publicUrl: string; log: Log }

/** better-auth over the schema `auth` of one database. The public may not sign up: users come by invitation. */
export function configure({ db, secret, workspaceName, basePath, publicUrl, log }: Options, pass: string) {
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
    plugins: [twoFactor({ issuer: 'Drumbeat' }), oneClick(pass)],
  })
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
