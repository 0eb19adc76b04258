import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { addConnection, askForSync, changeConnection, endConnection, refusePlainAddress } from './change.tx.ts'
import { fieldsChosen, fieldsOffered } from './chosen/choose.io.ts'
import { addressOf, connectionList, connectionRuns } from './connections.sql.ts'
import { connectionsContract } from './contract.ts'
import { refuseQuotas, refuseShut, refuseUnallowed } from './entry.io.ts'
import { type Access, isCrm, type Linked, nothingChosen } from './linked.ts'
import { redirectUriOf, signInRoutes } from './sign-in/routes.ts'
import { writeBackRoutes } from './write-back/routes.ts'

/** CRM connections: whoever runs integrations and may edit deals and people makes and reads them. */
export function connectionRoutes(mount: Mount): void {
  mount(connectionsContract.connections, async ({ workspace }) => ({
    connections: await connectionList(workspace.db),
    redirectUri: redirectUriOf(workspace),
  }))
  mount(connectionsContract.addConnection, async ({ work, workspace, user, permissions, body }) => {
    refuseUnallowed(permissions, body.kind)
    const { name, kind, address, pipeline, begin, clientId = null, ...secrets } = body
    refusePlainAddress(address, workspace.publicUrl)
    const access = accessIn(secrets)
    refuseIncomplete({ kind, clientId, access })
    await refuseShut(workspace, {
      id: '',
      name,
      kind,
      address: new URL(address).origin,
      clientId,
      pipeline,
      access,
      ...nothingChosen,
    })
    return addConnection(work, { name, kind, address, pipeline, clientId, access, begin, userId: user.id })
  })
  mount(connectionsContract.changeConnection, async ({ work, workspace, permissions, params, body }) => {
    refuseUnallowed(permissions)
    const { name, paused, writes, fields, quotas, clientId, ...secrets } = body
    if (quotas) await refuseQuotas(workspace, { id: params.id, permissions })
    const access = accessIn(secrets)
    const isNew = Object.keys(access).length > 0
    if (isNew) {
      const known = await addressOf(workspace.db, params.id)
      if (!known) throw notFound('connection', params.id)
      const linked = { ...known, clientId: clientId ?? known.clientId, access }
      refuseIncomplete(linked)
      await refuseShut(workspace, {
        ...linked,
        id: params.id,
        name: name ?? '',
        pipeline: '',
        ...nothingChosen,
      })
    }
    await changeConnection(work, {
      id: params.id,
      ...(name !== undefined && { name }),
      ...(paused !== undefined && { paused }),
      ...(writes !== undefined && { writes }),
      ...(quotas !== undefined && { quotas }),
      ...(fields !== undefined && { chosen: await fieldsChosen(work, { id: params.id, wanted: fields }) }),
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
  mount(connectionsContract.connectionFields, async ({ work, permissions, params }) => {
    refuseUnallowed(permissions)
    return fieldsOffered(work, params.id)
  })
  mount(connectionsContract.connectionRuns, async ({ workspace: { db }, params, query }) => ({
    runs: await connectionRuns(db, { id: params.id, limit: query.limit }),
  }))
  signInRoutes(mount)
  writeBackRoutes(mount)
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
  if ((kind === 'hubspot' || kind === 'odoo') && access.accessToken) return
  if (kind === 'erpnext' && clientId && access.clientSecret) return
  const isEnough = clientId && (access.clientSecret || access.refreshToken)
  if (isEnough && isCrm(kind) && (kind === 'salesforce' || access.refreshToken)) return
  throw refusal(400, {
    code: 'no-access',
    message: needsOf[kind],
    wayOut: 'Fill in what is missing.',
  })
}

const needsOf: Record<Linked['kind'], string> = {
  salesforce: 'Salesforce needs the client id of a connected app with its client secret, a refresh token, or both.',
  hubspot: 'HubSpot needs the access token of a private app, or client id, client secret and refresh token of an app.',
  odoo: 'Odoo needs an API key.',
  erpnext: 'ERPNext needs the API key and the API secret of a user.',
}
