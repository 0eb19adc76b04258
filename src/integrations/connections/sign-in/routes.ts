import { randomBytes } from 'node:crypto'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addConnection, changeConnection, refusePlainAddress } from '../change.tx.ts'
import { refuseShut, refuseUnallowed, refusing } from '../entry.io.ts'
import { linkedConnection } from '../linked.sql.ts'
import { type Access, isCrm, nothingChosen } from '../linked.ts'
import { type Begun, keepBegun, takeBegun } from './begun.tx.ts'
import { signInContract } from './contract.ts'
import { signInPage } from './doors.ts'
import { accessByCode } from './exchange.io.ts'

/** Signing in at the other system in the browser. */
export function signInRoutes(mount: Mount): void {
  mount(signInContract.signInConnection, async ({ work, workspace, user, permissions, body }) => {
    refuseUnallowed(permissions)
    refusePlainAddress(body.address, workspace.publicUrl)
    const address = new URL(body.address).origin
    return pageFor(work, user.id, { ...body, address, verifier: newVerifier() })
  })
  mount(signInContract.signInAgain, async ({ work, workspace, user, permissions, params, body }) => {
    refuseUnallowed(permissions)
    const { db } = workspace
    const linked = await linkedConnection(db, { id: params.id, secret: await workspaceSecret(db) })
    if (linked === null) throw notFound('connection', params.id)
    const known = linked === 'sealed' ? undefined : linked
    const clientId = body.clientId ?? known?.clientId
    if (!known || !clientId) throw noClient(known === undefined)
    const clientSecret = body.clientSecret ?? known.access.clientSecret
    const { kind, address } = known
    if (!isCrm(kind)) throw noPage(kind)
    const app = { kind, address, clientId, clientSecret }
    return pageFor(work, user.id, { ...app, verifier: newVerifier(), connectionId: params.id })
  })
  mount(signInContract.signedIn, async ({ work, workspace, user, permissions, body }) => {
    refuseUnallowed(permissions)
    const begun = await takeBegun(work, { userId: user.id, state: body.state })
    const access = await exchanged(workspace, { begun, code: body.code })
    const { kind, address, clientId } = begun
    const linked = { id: '', name: '', pipeline: '', kind, address, clientId, access, ...nothingChosen }
    if ('connectionId' in begun) {
      const id = begun.connectionId
      await refuseShut(workspace, { ...linked, id })
      await changeConnection(work, { id, clientId, access })
      return { id }
    }
    await refuseShut(workspace, linked)
    const { name, pipeline, begin } = begun
    return addConnection(work, { name, kind, address, pipeline, clientId, access, begin, userId: user.id })
  })
}

/** Where the other system sends the browser back to; the app there has to allow it. */
export function redirectUriOf({ publicUrl, basePath }: Workspace): string {
  return `${publicUrl}${basePath}/integrations`
}

async function pageFor(work: Work, userId: string, begun: Begun): Promise<{ url: string }> {
  const state = await keepBegun(work, { userId, begun })
  return { url: signInPage({ ...begun, state, redirectUri: redirectUriOf(work.workspace) }) }
}

function newVerifier(): string {
  return randomBytes(48).toString('base64url')
}

function exchanged(workspace: Workspace, { begun, code }: { begun: Begun; code: string }): Promise<Access> {
  const around = { publicUrl: workspace.publicUrl, signal: AbortSignal.timeout(30_000) }
  return refusing(() => accessByCode(around, { ...begun, code, redirectUri: redirectUriOf(workspace) }))
}

function noClient(isSealed: boolean) {
  return refusal(400, {
    code: 'no-client',
    message: isSealed
      ? 'The secrets of this connection were sealed by another workspace, as after a restore.'
      : 'To sign in, the connection needs the client id of an app.',
    wayOut: isSealed ? 'Paste new access once, then it can be signed in again.' : 'Fill in the client id.',
  })
}

function noPage(kind: string) {
  return refusal(400, {
    code: 'no-sign-in',
    message: `A connection to ${kind === 'odoo' ? 'Odoo' : 'ERPNext'} has an API key, not a sign-in.`,
    wayOut: 'Paste a new key instead.',
  })
}
