import type { Context } from 'hono'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { answered, listResponse, projected } from './answer.ts'
import { provisioningContract } from './contract.ts'
import { providerConfig, resourceTypes, schemas } from './discovery.ts'
import { addGroup, changeGroup, endGroup, setGroupRole } from './groups.tx.ts'
import { changeLogin, deleteLogin, provisionLogin } from './logins.tx.ts'
import { operationsOf, patched } from './patch.ts'
import { groups, logins } from './people.sql.ts'
import { type Group, groupResource, type Login, saidGroup, saidUser, userResource } from './resource.ts'
import { ScimError } from './scim-error.ts'

const path = '/api/integrations/scim/v2'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** SCIM 2.0, and the roles that groups stand for. */
export function provisioningRoutes(mount: Mount): void {
  discoveryRoutes(mount)
  userRoutes(mount)
  groupRoutes(mount)
  roleRoutes(mount)
}

function discoveryRoutes(mount: Mount): void {
  mount(provisioningContract.scimConfig, ({ workspace }) =>
    answered(200, async () => providerConfig(baseOf(workspace))),
  )
  mount(provisioningContract.scimTypes, ({ workspace }) =>
    answered(200, async () => listResponse(resourceTypes(baseOf(workspace)), {})),
  )
  mount(provisioningContract.scimSchemas, ({ workspace }) =>
    answered(200, async () => listResponse(schemas(baseOf(workspace)), {})),
  )
}

function userRoutes(mount: Mount): void {
  const shown = async (workspace: Workspace, id: string) =>
    userResource(await loginOf(workspace, id), baseOf(workspace))
  mount(provisioningContract.scimUsers, ({ workspace, query }) =>
    answered(200, async () => {
      const base = baseOf(workspace)
      const all = (await logins(workspace.db)).map((login) => userResource(login, base))
      return listResponse(all, query)
    }),
  )
  mount(provisioningContract.scimAddUser, ({ workspace, work, context }) =>
    answered(201, async () => shown(workspace, await provisionLogin(work, saidUser(await bodyOf(context))))),
  )
  mount(provisioningContract.scimUser, ({ workspace, params, query }) =>
    answered(200, async () => projected(await shown(workspace, params.id), query)),
  )
  mount(provisioningContract.scimPutUser, ({ workspace, work, params, context }) =>
    answered(200, async () => {
      const { id } = await loginOf(workspace, params.id)
      await changeLogin(work, id, saidUser(await bodyOf(context)))
      return shown(workspace, id)
    }),
  )
  mount(provisioningContract.scimPatchUser, ({ workspace, work, params, context }) =>
    answered(200, async () => {
      const login = await loginOf(workspace, params.id)
      const resource = patched(userResource(login, baseOf(workspace)), operationsOf(await bodyOf(context)))
      await changeLogin(work, login.id, saidUser(resource))
      return shown(workspace, login.id)
    }),
  )
  mount(provisioningContract.scimEndUser, ({ workspace, work, params }) =>
    answered(204, async () => {
      await deleteLogin(work, (await loginOf(workspace, params.id)).id)
      return null
    }),
  )
}

function groupRoutes(mount: Mount): void {
  const shown = async (workspace: Workspace, id: string) =>
    groupResource(await groupOf(workspace, id), baseOf(workspace))
  mount(provisioningContract.scimGroups, ({ workspace, query }) =>
    answered(200, async () => {
      const base = baseOf(workspace)
      const all = (await groups(workspace.db)).map((group) => groupResource(group, base))
      return listResponse(all, query)
    }),
  )
  mount(provisioningContract.scimAddGroup, ({ workspace, work, context }) =>
    answered(201, async () => shown(workspace, await addGroup(work, saidGroup(await bodyOf(context))))),
  )
  mount(provisioningContract.scimGroup, ({ workspace, params, query }) =>
    answered(200, async () => projected(await shown(workspace, params.id), query)),
  )
  mount(provisioningContract.scimPutGroup, ({ workspace, work, params, context }) =>
    answered(200, async () => {
      const group = await groupOf(workspace, params.id)
      await changeGroup(work, group, saidGroup(await bodyOf(context)))
      return shown(workspace, group.id)
    }),
  )
  mount(provisioningContract.scimPatchGroup, ({ workspace, work, params, context }) =>
    answered(200, async () => {
      const group = await groupOf(workspace, params.id)
      const resource = patched(groupResource(group, baseOf(workspace)), operationsOf(await bodyOf(context)))
      await changeGroup(work, group, saidGroup(resource))
      return shown(workspace, group.id)
    }),
  )
  mount(provisioningContract.scimEndGroup, ({ workspace, work, params }) =>
    answered(204, async () => {
      await endGroup(work, await groupOf(workspace, params.id))
      return null
    }),
  )
}

function roleRoutes(mount: Mount): void {
  mount(provisioningContract.provisionedGroups, async ({ workspace }) => {
    const [all, users] = await Promise.all([groups(workspace.db), logins(workspace.db)])
    return {
      groups: all.map(({ id, name, role, members }) => ({ id, name, role, members: members.length })),
      roles: Object.values(workspace.roles).map(({ key, name }) => ({ key, name })),
      path: `${workspace.basePath}${path}`,
      provisionedUsers: users.filter(({ externalId }) => externalId !== null).length,
    }
  })
  mount(provisioningContract.setGroupRole, async ({ workspace, work, params, body }) => {
    const [group] = await groups(workspace.db, params.id)
    if (!group) throw notFound('group', params.id)
    if (body.role !== null && !workspace.roles[body.role]) {
      throw refusal(400, { code: 'unknown-role', message: `There is no role ${body.role}.` })
    }
    await setGroupRole(work, group, body.role)
    return params
  })
}

function baseOf({ publicUrl, basePath }: Workspace): string {
  return `${publicUrl}${basePath}${path}`
}

async function loginOf({ db }: Workspace, id: string): Promise<Login> {
  const [found] = uuid.test(id) ? await logins(db, id) : []
  if (!found) throw new ScimError(404, `There is no user ${id}.`)
  return found
}

async function groupOf({ db }: Workspace, id: string): Promise<Group> {
  const [found] = uuid.test(id) ? await groups(db, id) : []
  if (!found) throw new ScimError(404, `There is no group ${id}.`)
  return found
}

async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text()
  if (text.length > 2 * 1024 * 1024) throw new ScimError(413, 'The body is larger than 2 MiB.')
  try {
    return JSON.parse(text)
  } catch {
    throw new ScimError(400, 'The body is not JSON.', 'invalidSyntax')
  }
}
