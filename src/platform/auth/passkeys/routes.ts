import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Mount } from '../../http/mount.ts'
import { refusal } from '../../http/refusal.ts'
import { clientAddress } from '../../http/remote.ts'
import { systemActor } from '../../transaction.ts'
import type { Workspace } from '../../workspace.ts'
import { proveOwnPassword } from '../own-password.tx.ts'
import type { SignedIn } from '../scope.ts'
import { refuseTokens } from '../sessions.tx.ts'
import { passwordHashOf } from '../users.sql.ts'
import { algorithms, checkMade, checkSigned } from './ceremony.ts'
import { type Challenge, challengeSeconds, readChallenge, writeChallenge } from './challenge.ts'
import { passkeyContract, SignedKey } from './contract.ts'
import { credentialsOf, passkeyCalled, passkeysOf } from './passkeys.sql.ts'
import { addPasskey, noteSignedIn, removePasskey, renamePasskey } from './passkeys.tx.ts'

/** One's own passkeys: made with the password, listed, renamed, removed. */
export function passkeyRoutes(mount: Mount): void {
  mount(passkeyContract.list, async ({ workspace: { db }, user }) => ({
    passkeys: await passkeysOf(db, { userId: user.id }),
    hasPassword: (await passwordHashOf(db, user.id)) !== null,
  }))
  mount(passkeyContract.begin, async ({ work, workspace, user, sessionId, context, body }) => {
    refuseTokens(sessionId)
    await proveOwnPassword(work, { userId: user.id, password: body.password })
    const asked = newChallenge(workspace, user.id)
    const exclude = await credentialsOf(workspace.db, user.id)
    return asking(
      workspace,
      asked,
      creation({ host: hostOf(workspace, context), user, challenge: asked.challenge, exclude }),
    )
  })
  mount(passkeyContract.add, async ({ work, workspace, user, sessionId, context, body }) => {
    refuseTokens(sessionId)
    const asked = challengeIn(workspace, context, user.id)
    const { name, ...answer } = body
    const made =
      asked && (await checkMade(answer, { challenge: asked.challenge, origins: originsOf(workspace, context) }))
    if (!made) throw beginAgain()
    return addPasskey(work, { userId: user.id, name, credentialId: answer.id, ...made })
  })
  mount(passkeyContract.rename, ({ work, user, sessionId, params, body }) => {
    refuseTokens(sessionId)
    return renamePasskey(work, { id: params.id, userId: user.id, name: body.name })
  })
  mount(passkeyContract.remove, async ({ work, user, sessionId, params }) => {
    refuseTokens(sessionId)
    await removePasskey(work, { id: params.id, userId: user.id })
    return { ok: true as const }
  })
}

/** What the browser hands to the authenticator to sign in with whatever passkey of this site it holds. */
export function beginSignIn(workspace: Workspace, context: Context): Response {
  const asked = newChallenge(workspace, null)
  const { challenge } = asked
  const rpId = hostOf(workspace, context)
  return asking(workspace, asked, { challenge, rpId, userVerification: 'required', timeout: challengeSeconds * 1000 })
}

/** The new session of whom a signature proves to be here; null when it proves nothing. */
export async function signInByPasskey(workspace: Workspace, context: Context): Promise<Response | null> {
  const said = SignedKey.safeParse(await context.req.json().catch(() => null))
  const asked = challengeIn(workspace, context, null)
  const key = said.success ? await passkeyCalled(workspace.db, said.data.id) : null
  if (!said.success || !asked || !key) return null
  const signed = await checkSigned(said.data, { ...asked, ...key, origins: originsOf(workspace, context) })
  if (!signed) return null
  const { id, userId } = key
  const work = { workspace, actor: { ...systemActor, kind: 'user' as const, id: userId, name: '' } }
  if (!(await noteSignedIn(work, { id, userId, askedAt: asked.askedAt, ...signed }))) return null
  const address = clientAddress(context, workspace.publicUrl)
  return workspace.auth.signInAs(userId, context.req.raw.headers, address)
}

function newChallenge(workspace: Workspace, userId: string | null): Challenge {
  return { challenge: randomBytes(32).toString('base64url'), userId, askedAt: workspace.clock().toISOString() }
}

function asking(workspace: Workspace, asked: Challenge, options: object): Response {
  const value = writeChallenge(asked)
  const note = workspace.auth.note({
    name: 'passkey',
    value,
    path: workspace.basePath || '/',
    seconds: challengeSeconds,
  })
  return Response.json(options, { headers: { 'set-cookie': note } })
}

function challengeIn(workspace: Workspace, context: Context, userId: string | null): Challenge | null {
  return readChallenge(workspace.auth.noteIn(context.req.raw.headers, 'passkey'), { userId, now: workspace.clock() })
}

function creation(given: { host: string; user: SignedIn; challenge: string; exclude: string[] }) {
  const { host, user, challenge, exclude } = given
  return {
    challenge,
    rp: { id: host, name: 'Drumbeat' },
    user: { id: Buffer.from(user.id).toString('base64url'), name: user.email, displayName: user.name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: exclude.map((id) => ({ type: 'public-key', id })),
    attestation: 'none',
    timeout: challengeSeconds * 1000,
  }
}

/** The host of the page that asks, where it is one of this site's; a proxy may ask under a name of its own. */
function hostOf(workspace: Workspace, context: Context): string {
  const origin = context.req.header('origin') ?? ''
  return new URL(originsOf(workspace, context).includes(origin) ? origin : context.req.url).hostname
}

/** The addresses of this site's pages: the public one, and the one that was asked, whose name the guard at the door knows. */
function originsOf({ publicUrl }: Workspace, context: Context): string[] {
  return [new URL(publicUrl).origin, new URL(context.req.url).origin]
}

function beginAgain() {
  return refusal(400, {
    code: 'passkey-unproven',
    message: 'What the browser sent does not prove a new passkey, or took longer than five minutes.',
    wayOut: 'Begin again.',
  })
}
