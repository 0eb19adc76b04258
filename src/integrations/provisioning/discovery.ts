import type { Json } from './attributes.ts'
import { groupSchema, userSchema } from './resource.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0'

/** What this service provider can do (RFC 7643, 5). */
export function providerConfig(base: string): Json {
  const no = { supported: false }
  return {
    schemas: [`${core}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 500 },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'API token',
        description: 'An API token of an owner with the scope users:manage.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

/** The kinds of resource that there are (RFC 7643, 6). */
export function resourceTypes(base: string): Json[] {
  return [
    { name: 'User', endpoint: '/Users', schema: userSchema, description: 'A login.' },
    { name: 'Group', endpoint: '/Groups', schema: groupSchema, description: 'A group, which may stand for a role.' },
  ].map((type) => ({
    schemas: [`${core}:ResourceType`],
    id: type.name,
    ...type,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.name}` },
  }))
}

/** The attributes of users and groups (RFC 7643, 7). */
export function schemas(base: string): Json[] {
  return [
    {
      id: userSchema,
      name: 'User',
      attributes: [
        { ...attribute('userName'), required: true, uniqueness: 'server' },
        attribute('displayName'),
        {
          ...attribute('name', 'complex'),
          subAttributes: ['formatted', 'givenName', 'familyName'].map((name) => attribute(name)),
        },
        {
          ...attribute('emails', 'complex'),
          multiValued: true,
          subAttributes: [attribute('value'), attribute('type'), attribute('primary', 'boolean')],
        },
        attribute('active', 'boolean'),
        {
          ...attribute('groups', 'complex'),
          multiValued: true,
          mutability: 'readOnly',
          subAttributes: [attribute('value'), attribute('display')],
        },
      ],
    },
    {
      id: groupSchema,
      name: 'Group',
      attributes: [
        { ...attribute('displayName'), required: true, uniqueness: 'server' },
        {
          ...attribute('members', 'complex'),
          multiValued: true,
          subAttributes: [attribute('value'), attribute('display')],
        },
      ],
    },
  ].map((schema) => ({
    schemas: [`${core}:Schema`],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))
}

function attribute(name: string, type: 'string' | 'boolean' | 'complex' = 'string'): Json {
  return {
    name,
    type,
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  }
}
