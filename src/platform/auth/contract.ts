import { z } from 'zod'
import { endpoint, Id, Instant } from '../http/contract.ts'

const RoleInfo = z.object({ key: z.string(), name: z.string(), does: z.string() })
const Email = z.email().max(254)
const Password = z.string().min(10, 'A password has at least 10 characters.').max(128)

export const User = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.string(),
  personId: Id.nullable(),
  disabledAt: Instant.nullable(),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
})
export type User = z.infer<typeof User>

export const Token = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
})
export type Token = z.infer<typeof Token>

export const Invitation = z.object({
  id: Id,
  kind: z.enum(['owner', 'invite', 'reset']),
  email: z.string().nullable(),
  role: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant,
})
export type Invitation = z.infer<typeof Invitation>

const Link = z.object({ link: z.url(), mailed: z.boolean(), expiresAt: Instant })

export const authContract = {
  session: endpoint({
    method: 'get',
    path: '/api/session',
    permission: 'public',
    summary: 'Who is signed in, what they may do, and which company this is.',
    reply: z.object({
      workspace: z.object({ name: z.string(), isDemo: z.boolean(), basePath: z.string(), oneClick: z.boolean() }),
      user: z
        .object({
          id: Id,
          name: z.string(),
          email: z.string(),
          role: z.string(),
          roleName: z.string(),
          personId: Id.nullable(),
          permissions: z.array(z.string()),
        })
        .nullable(),
      roles: z.array(RoleInfo),
      needsOwner: z.boolean(),
      others: z.array(
        z.object({ name: z.string(), basePath: z.string(), isDemo: z.boolean(), needsOwner: z.boolean() }),
      ),
    }),
  }),
  demoSignIn: endpoint({
    method: 'post',
    path: '/api/demo/sign-in',
    permission: 'public',
    summary: 'Sign in to the demo company as a role, with one click; on this machine only.',
    body: z.object({ role: z.string() }),
  }),
  users: endpoint({
    method: 'get',
    path: '/api/users',
    permission: 'users:manage',
    summary: 'Everybody who can sign in.',
    reply: z.object({ users: z.array(User), invitations: z.array(Invitation) }),
  }),
  invite: endpoint({
    method: 'post',
    path: '/api/users/invitations',
    permission: 'users:manage',
    summary: 'Invite somebody by a one-time link (mailed too where mail is set up).',
    body: z.object({ email: Email, role: z.string(), personId: Id.nullable().default(null) }),
    reply: Link,
  }),
  revokeInvitation: endpoint({
    method: 'delete',
    path: '/api/users/invitations/{id}',
    permission: 'users:manage',
    summary: 'Make an invitation link worthless.',
    params: z.object({ id: Id }),
    reply: z.object({ ok: z.literal(true) }),
  }),
  resetPassword: endpoint({
    method: 'post',
    path: '/api/users/{id}/reset',
    permission: 'users:manage',
    summary: 'A one-time link with which a user sets a new password.',
    params: z.object({ id: Id }),
    reply: Link,
  }),
  changeUser: endpoint({
    method: 'patch',
    path: '/api/users/{id}',
    permission: 'users:manage',
    summary: "Change a user's role or person, or close or reopen the login.",
    params: z.object({ id: Id }),
    body: z.object({
      role: z.string().optional(),
      personId: Id.nullable().optional(),
      disabled: z.boolean().optional(),
    }),
    reply: User,
  }),
  openInvitation: endpoint({
    method: 'get',
    path: '/api/invitations/{secret}',
    permission: 'public',
    summary: 'What a one-time link is for.',
    params: z.object({ secret: z.string() }),
    reply: z.object({
      kind: z.enum(['owner', 'invite', 'reset']),
      email: z.string().nullable(),
      roleName: z.string().nullable(),
    }),
  }),
  acceptInvitation: endpoint({
    method: 'post',
    path: '/api/invitations/{secret}',
    permission: 'public',
    summary: 'Use a one-time link: set name and password; the first owner also names the company.',
    params: z.object({ secret: z.string() }),
    body: z.object({
      name: z.string().trim().min(1).max(200).optional(),
      email: Email.optional(),
      password: Password,
    }),
    reply: z.object({ email: z.string() }),
  }),
  tokens: endpoint({
    method: 'get',
    path: '/api/tokens',
    permission: 'tokens:own',
    summary: 'Your API tokens.',
    reply: z.object({ tokens: z.array(Token), scopes: z.array(z.string()) }),
  }),
  createToken: endpoint({
    method: 'post',
    path: '/api/tokens',
    permission: 'tokens:own',
    summary: 'A new API token; its secret is shown this once.',
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(z.string()).min(1, 'A token needs at least one scope.'),
      expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
    }),
    reply: Token.extend({ secret: z.string() }),
  }),
  revokeToken: endpoint({
    method: 'delete',
    path: '/api/tokens/{id}',
    permission: 'tokens:own',
    summary: 'Make a token worthless.',
    params: z.object({ id: Id }),
    reply: z.object({ ok: z.literal(true) }),
  }),
}
