import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s@/]+\.[^\s@/.]{2,}$/, 'A domain looks like example.com.')
const GroupRole = z.object({ group: z.string().trim().min(1).max(200), role: z.string() })

const settable = {
  name: z.string().trim().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(500),
  /** Asked of the provider: openid, and what makes it send addresses and groups. */
  scopes: z
    .string()
    .trim()
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( +[\x21\x23-\x5b\x5d-\x7e]+)*$/, 'Scopes are words with spaces between.')
    .default('openid profile email'),
  /** Whose addresses may come: who has a login already (where that is allowed), or gets one at the first sign-in. */
  domains: z.array(Domain).min(1, 'Name at least one domain, or nobody can come.').max(100),
  /** Takes addresses as verified although the provider does not say so (Microsoft Entra ID never does). */
  trustsAddresses: z.boolean().default(false),
  /** Lets people who have a login here already come by this provider too, by their verified address. */
  linksExisting: z.boolean().default(false),
  /** The role of who is in no group that stands for one; null lets nobody in without such a group. */
  defaultRole: z.string().nullable().default(null),
  groupClaim: z.string().trim().min(1).max(200).default('groups'),
  /** With rows here the groups decide the role, anew at each sign-in. */
  groupRoles: z.array(GroupRole).max(500).default([]),
}

export const Provider = z.object({
  id: Id,
  key: z.string(),
  ...settable,
  /** What to enter at the provider as the redirect URI. */
  redirectUri: z.string(),
  /** False after a restore elsewhere: the secret has to be typed again. */
  hasSecret: z.boolean(),
  /** Logins that come by it. */
  users: z.number().int(),
  changedAt: Instant,
})
export type Provider = z.infer<typeof Provider>

const Secret = z.string().min(1).max(2000)
const ById = z.object({ id: Id })
const manage = { permission: 'users:manage' } as const

export const signOnContract = {
  ways: endpoint({
    method: 'get',
    path: '/api/settings/sign-on',
    permission: 'public',
    summary: 'The identity providers that one may sign in with, and why the last try was refused.',
    reply: z.object({
      providers: z.array(z.object({ key: z.string(), name: z.string() })),
      refused: z.object({ message: z.string(), wayOut: z.string() }).nullable(),
    }),
  }),
  begin: endpoint({
    method: 'get',
    path: '/api/settings/sign-on/{key}/begin',
    permission: 'public',
    summary: 'Sends the browser to an identity provider (OpenID Connect with PKCE).',
    params: z.object({ key: z.string() }),
    query: z.object({ to: z.string().max(500).optional() }),
    raw: true,
  }),
  callback: endpoint({
    method: 'get',
    path: '/api/settings/sign-on/{key}/callback',
    permission: 'public',
    summary: 'Where an identity provider sends the browser back; opens the session, or leads to the reason why not.',
    params: z.object({ key: z.string() }),
    query: z.object({
      code: z.string().max(4000).optional(),
      state: z.string().max(500).optional(),
      iss: z.string().max(500).optional(),
      error: z.string().max(200).optional(),
      error_description: z.string().max(2000).optional(),
    }),
    raw: true,
  }),
  providers: endpoint({
    method: 'get',
    path: '/api/settings/providers',
    ...manage,
    summary: 'The identity providers of this workspace.',
    reply: z.object({
      providers: z.array(Provider),
      /** Redirect URIs are this, the provider's key and `/callback`. */
      begunAt: z.string(),
    }),
  }),
  addProvider: endpoint({
    method: 'post',
    path: '/api/settings/providers',
    ...manage,
    summary: 'Add an identity provider (OpenID Connect); it is asked for its description first.',
    body: z.object({ ...settable, clientSecret: Secret }),
    reply: Provider,
  }),
  changeProvider: endpoint({
    method: 'put',
    path: '/api/settings/providers/{id}',
    ...manage,
    summary: 'Change an identity provider; without a new secret the old one stays.',
    params: ById,
    body: z.object({ ...settable, clientSecret: Secret.optional() }),
    reply: Provider,
  }),
  endProvider: endpoint({
    method: 'delete',
    path: '/api/settings/providers/{id}',
    ...manage,
    summary: 'Take an identity provider away; nobody comes by it any more, and who came by it is signed out.',
    params: ById,
    reply: z.object({ sessions: z.number().int() }),
  }),
}
