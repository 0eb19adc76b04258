import { z } from 'zod'
import { endpoint, Id, type Method } from '#platform/http/contract.ts'

const base = '/api/integrations/scim/v2'
const query = z.object({
  filter: z.string().optional(),
  startIndex: z.coerce.number().int().optional(),
  count: z.coerce.number().int().optional(),
  attributes: z.string().optional(),
  excludedAttributes: z.string().optional(),
})
const shared = { permission: 'users:manage', raw: true, speaks: 'application/scim+json' } as const
const one = z.object({ id: z.string().max(200) })

function ofOne(method: Method, noun: 'Users' | 'Groups', summary: string) {
  return endpoint({ ...shared, method, path: `${base}/${noun}/{id}`, summary, params: one, query })
}

/** What an owner sees of provisioning: groups and the roles they stand for. */
export const ProvisionedGroup = z.object({
  id: Id,
  name: z.string(),
  /** Who is in the group has this role; null where it stands for none. */
  role: z.string().nullable(),
  members: z.number().int(),
})
export type ProvisionedGroup = z.infer<typeof ProvisionedGroup>

/** SCIM 2.0 (RFC 7643, 7644) for an identity provider, with the API token of an owner as bearer token. */
export const provisioningContract = {
  scimConfig: endpoint({
    ...shared,
    method: 'get',
    path: `${base}/ServiceProviderConfig`,
    summary: 'SCIM: what this service provider can do.',
  }),
  scimTypes: endpoint({
    ...shared,
    method: 'get',
    path: `${base}/ResourceTypes`,
    summary: 'SCIM: the kinds of resource.',
  }),
  scimSchemas: endpoint({
    ...shared,
    method: 'get',
    path: `${base}/Schemas`,
    summary: 'SCIM: the attributes of each kind.',
  }),
  scimUsers: endpoint({
    ...shared,
    method: 'get',
    path: `${base}/Users`,
    query,
    summary: 'SCIM: logins, by filter (such as userName eq "ada@example.com"), from startIndex on, at most count.',
  }),
  scimAddUser: endpoint({ ...shared, method: 'post', path: `${base}/Users`, summary: 'SCIM: make a login.' }),
  scimUser: ofOne('get', 'Users', 'SCIM: one login.'),
  scimPutUser: ofOne('put', 'Users', 'SCIM: replace what is said of a login.'),
  scimPatchUser: ofOne(
    'patch',
    'Users',
    'SCIM: change a login; active false closes it and ends its sessions and tokens.',
  ),
  scimEndUser: ofOne('delete', 'Users', 'SCIM: take a login away; it is closed.'),
  scimGroups: endpoint({
    ...shared,
    method: 'get',
    path: `${base}/Groups`,
    query,
    summary: 'SCIM: groups, by filter.',
  }),
  scimAddGroup: endpoint({
    ...shared,
    method: 'post',
    path: `${base}/Groups`,
    summary: 'SCIM: make a group. One that is called like a role stands for it.',
  }),
  scimGroup: ofOne('get', 'Groups', 'SCIM: one group.'),
  scimPutGroup: ofOne('put', 'Groups', 'SCIM: replace a group and its members.'),
  scimPatchGroup: ofOne('patch', 'Groups', 'SCIM: change a group, add and remove members.'),
  scimEndGroup: ofOne('delete', 'Groups', 'SCIM: take a group away.'),
  provisionedGroups: endpoint({
    method: 'get',
    path: '/api/integrations/groups',
    permission: 'users:manage',
    summary: 'The groups of the identity provider and the roles they stand for, with all roles to choose from.',
    reply: z.object({
      groups: z.array(ProvisionedGroup),
      roles: z.array(z.object({ key: z.string(), name: z.string() })),
      /** Where the identity provider sends to, below the address of this site. */
      path: z.string(),
      provisionedUsers: z.number().int(),
    }),
  }),
  setGroupRole: endpoint({
    method: 'put',
    path: '/api/integrations/groups/{id}/role',
    permission: 'users:manage',
    summary: 'Say which role a group stands for; null for none.',
    params: z.object({ id: Id }),
    body: z.object({ role: z.string().nullable() }),
    reply: z.object({ id: Id }),
  }),
}
