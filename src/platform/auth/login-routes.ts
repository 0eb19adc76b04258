import type { Mount } from '../http/mount.ts'
import { refusal } from '../http/refusal.ts'
import { transact, type Work } from '../transaction.ts'
import { authContract } from './contract.ts'
import { proveOwnPassword } from './own-password.tx.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { sessionLimits, sessionsOf } from './sessions.sql.ts'
import { changeOwnPassword, endSession, refuseTokens, setSessionLimits, signOutEverywhere } from './sessions.tx.ts'
import { createToken, revokeAllTokens, revokeToken } from './tokens.tx.ts'
import { allTokens, passwordHashOf, tokensOf, userById } from './users.sql.ts'

/** What a user is signed in by: sessions, password, second factor, passkeys, tokens; and the owner's hand on all of them. */
export function loginRoutes(mount: Mount): void {
  sessionRoutes(mount)
  tokenRoutes(mount)
  twoFactorRoutes(mount)
  passkeyRoutes(mount)
}

function sessionRoutes(mount: Mount): void {
  mount(authContract.sessions, async ({ workspace: { db, clock }, user, sessionId }) => ({
    sessions: await sessionsOf(db, { userId: user.id, current: sessionId, now: clock() }),
    limits: await sessionLimits(db),
  }))
  mount(authContract.endSession, async ({ work, user, params, sessionId }) => {
    refuseTokens(sessionId)
    await endSession(work, { id: params.id, userId: user.id })
    return { ok: true as const }
  })
  mount(authContract.signOutEverywhere, async ({ work, user, sessionId }) => {
    refuseTokens(sessionId)
    return signOutEverywhere(work, { userId: user.id, but: sessionId, tokens: false })
  })
  mount(authContract.signUserOut, ({ work, params, sessionId }) =>
    signOutEverywhere(work, { userId: params.id, but: sessionId, tokens: true }),
  )
  mount(authContract.sessionLimits, async ({ work, body }) => {
    await setSessionLimits(work, body)
    return body
  })
  mount(authContract.changePassword, async ({ work, user, sessionId, body }) => {
    refuseTokens(sessionId)
    return changeOwnPassword(work, { userId: user.id, sessionId, ...body })
  })
}

function tokenRoutes(mount: Mount): void {
  mount(authContract.tokens, async ({ workspace, user, permissions }) => ({
    tokens: await tokensOf(workspace.db, { userId: user.id, now: workspace.clock().toISOString() }),
    scopes: [...permissions].sort(),
  }))
  mount(authContract.createToken, ({ work, user, permissions, body }) =>
    createToken(work, { ...body, userId: user.id, allowed: permissions }),
  )
  mount(authContract.revokeToken, async ({ work, user, params }) => {
    await revokeToken(work, { id: params.id, userId: user.id })
    return { ok: true as const }
  })
  mount(authContract.allTokens, async ({ workspace }) => ({
    tokens: await allTokens(workspace.db, workspace.clock().toISOString()),
  }))
  mount(authContract.revokeAnyToken, async ({ work, params }) => {
    await revokeToken(work, { id: params.id, userId: null })
    return { ok: true as const }
  })
  mount(authContract.revokeAllTokens, async ({ work }) => ({ tokens: await revokeAllTokens(work) }))
}

function twoFactorRoutes(mount: Mount): void {
  mount(authContract.twoFactor, async ({ workspace: { db }, user }) => ({
    on: (await userById(db, user.id))?.twoFactor ?? false,
    hasPassword: (await passwordHashOf(db, user.id)) !== null,
  }))
  mount(authContract.beginTwoFactor, async ({ work, workspace, user, sessionId, context, body }) => {
    refuseTokens(sessionId)
    await proveOwnPassword(work, { userId: user.id, password: body.password })
    const reply = await workspace.auth.twoFactor.begin(body.password, context.req.raw.headers)
    if (!reply.ok) throw await refusedBy(reply)
    const { totpURI, backupCodes } = (await reply.json()) as { totpURI: string; backupCodes: string[] }
    return { uri: totpURI, backupCodes }
  })
  mount(authContract.confirmTwoFactor, async ({ work, user, sessionId, context, body }) => {
    refuseTokens(sessionId)
    const reply = await work.workspace.auth.twoFactor.confirm(body.code, context.req.raw.headers)
    if (!reply.ok) {
      throw refusal(400, {
        code: 'wrong-code',
        message: 'This code does not fit.',
        wayOut: 'Type the newest code of the app; the clock of the phone must be right.',
      })
    }
    await toldOf(work, { userId: user.id, command: 'user.two-factor-on', says: 'signs in with a code from now on' })
    return done(reply)
  })
  mount(authContract.endTwoFactor, async ({ work, user, sessionId, context, body }) => {
    refuseTokens(sessionId)
    await proveOwnPassword(work, { userId: user.id, password: body.password })
    const reply = await work.workspace.auth.twoFactor.end(body.password, context.req.raw.headers)
    if (!reply.ok) throw await refusedBy(reply)
    await toldOf(work, { userId: user.id, command: 'user.two-factor-off', says: 'signs in by password alone again' })
    return done(reply)
  })
}

async function toldOf(work: Work, of: { userId: string; command: string; says: string }): Promise<void> {
  const { userId, command, says } = of
  await transact(work, ({ audit }) =>
    audit({ command, noun: 'user', subjectId: userId, summary: `User ${userId} ${says}` }),
  )
}

/** An empty reply that carries the new session cookie of another. */
function done(reply: Response): Response {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const cookie of reply.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return new Response('{}', { headers })
}

async function refusedBy(reply: Response) {
  const { code } = (await reply.json().catch(() => ({}))) as { code?: string }
  return refusal(409, {
    code: 'two-factor',
    message: code === 'TOTP_ALREADY_ENABLED' ? 'Your authenticator app is set up already.' : 'This cannot be done now.',
    wayOut: 'Reload the page; sign in again if it stays.',
  })
}
