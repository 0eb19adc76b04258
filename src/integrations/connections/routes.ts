import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addConnection, askForSync, changeConnection, endConnection, refusePlainAddress } from './change.tx.ts'
import { addressOf, connectionList, connectionRuns } from './connections.sql.ts'
import { connectionsContract } from './contract.ts'
import type { Access, Linked } from './linked.ts'
import { tryAccess } from './sync.io.ts'

/** CRM connections: whoever runs integrations and may edit deals and people makes and reads them. */
export function connectionRoutes(mount: Mount): void {
  mount(connectionsContract.connections, async ({ workspace: { db } }) => ({ connections: await connectionList(db) }))
  mount(connectionsContract.addConnection, async ({ work, workspace, user, permissions, body }) => {
    refuseUnallowed(permissions)
    const { name, kind, address, pipeline, begin, clientId = null, ...secrets } = body
    refusePlainAddress(address, workspace.publicUrl)
    const access = accessIn(secrets)
    refuseIncomplete({ kind, clientId, access })
    await refuseShut(workspace, { id: '', name, kind, address: new URL(address).origin, clientId, pipeline, access })
    return addConnection(work, { name, kind, address, pipeline, clientId, access, begin, userId: user.id })
  })
  mount(connectionsContract.changeConnection, async ({ work, workspace, permissions, params, body }) => {
    refuseUnallowed(permissions)
    const { name, paused, clientId, ...secrets } = body
    const access = accessIn(secrets)
    const isNew = Object.keys(access).length > 0
    if (isNew) {
      const known = await addressOf(workspace.db, params.id)
      if (!known) throw notFound('connection', params.id)
      const linked = { ...known, clientId: clientId ?? known.clientId, access }
      refuseIncomplete(linked)
      await refuseShut(workspace, { ...linked, id: params.id, name: name ?? '', pipeline: '' })
    }
    await changeConnection(work, {
      id: params.id,
      ...(name !== undefined && { name }),
      ...(paused !== undefined && { paused }),
      ...(isNew && { access, ...(clientId !== undefined && { clientId }) }),
    })
    return params
  })
  mount(connectionsContract.endConnection, async ({ work, params }) => {
    await endConnection(work, params.id)
    return params
  })
  mount(connectionsContract.syncConnection, async ({ work, permissions, params, body }) => {
    refuseUnallowed(permissions)
    await askForSync(work, { id: params.id, mode: body.mode })
    return params
  })
  mount(connectionsContract.connectionRuns, async ({ workspace: { db }, params, query }) => ({
    runs: await connectionRuns(db, { id: params.id, limit: query.limit }),
  }))
}

/** A connection writes deals, accounts and people, so who makes or moves it must be allowed to. */
function refuseUnallowed(permissions: ReadonlySet<string>): void {
  const lacking = ['crm:edit', 'company:edit'].find((permission) => !permissions.has(permission))
  if (!lacking) return
  throw refusal(403, {
    code: 'not-allowed',
    message: `A connection writes deals, accounts and people: that needs "${lacking}".`,
    wayOut: 'Ask somebody who may edit them to connect it.',
  })
}

function accessIn(given: { [Key in keyof Access]?: string | undefined }): Access {
  const { clientSecret, refreshToken, accessToken } = given
  return {
    ...(clientSecret && { clientSecret }),
    ...(refreshToken && { refreshToken }),
    ...(accessToken && { accessToken }),
  }
}

function refuseIncomplete({ kind, clientId, access }: Pick<Linked, 'kind' | 'clientId' | 'access'>): void {
  if (kind === 'hubspot' && access.accessToken) return
  const isEnough = clientId && (access.clientSecret || access.refreshToken)
  if (isEnough && (kind === 'salesforce' || access.refreshToken)) return
  throw refusal(400, {
    code: 'no-access',
    message:
      kind === 'salesforce'
        ? 'Salesforce needs the client id of a connected app with its client secret, a refresh token, or both.'
        : 'HubSpot needs the access token of a private app, or client id, client secret and refresh token of an app.',
    wayOut: 'Fill in what is missing.',
  })
}

async function refuseShut(workspace: Workspace, linked: Linked): Promise<void> {
  try {
    await tryAccess(workspace, linked)
  } catch (error) {
    throw refusal(422, {
      code: 'no-entry',
      message: error instanceof Error ? error.message : String(error),
      wayOut: 'Check the address and the access, then try again; nothing was kept.',
    })
  }
}
