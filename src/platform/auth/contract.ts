import { z } from 'zod'
import { endpoint, Id, Instant } from '../http/contract.ts'
import { mostDays, tokenDays } from './limits.ts'

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
  /** Whether signing in also asks for a code of an authenticator app. */
  twoFactor: z.boolean(),
  /** How many passkeys sign in without the password. */
  passkeys: z.number().int(),
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

export const HeldToken = Token.extend({ userId: Id, userName: z.string() })
export type HeldToken = z.infer<typeof HeldToken>

export const Session = z.object({
  id: Id,
  createdAt: Instant,
  seenAt: Instant,
  /** When it ends if it is used no more. */
  overAt: Instant,
  address: z.string().nullable(),
  agent: z.string().nullable(),
  /** The one that asks. */
  isThis: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const SessionLimits = z.object({
  idleHours: z
    .number()
    .int()
    .min(1)
    .max(mostDays * 24),
  absoluteDays: z.number().int().min(1).max(mostDays),
})

const Ended = z.object({ sessions: z.number().int(), tokens: z.number().int() })
const Done = z.object({ ok: z.literal(true) })

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
      /** Domain -> the domains it uses, so that a screen knows which events concern it; '*' is every one. */
      uses: z.record(z.string(), z.array(z.string())),
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
    reply: z.object({ ok: z.literal(true) }),
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
    secret: true,
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
    secret: true,
    params: z.object({ id: Id }),
    reply: Link,
  }),
  changeUser: endpoint({
    method: 'patch',
    path: '/api/users/{id}',
    permission: 'users:manage',
    summary:
      "Change a user's role or person, close or reopen the login, or take a lost second factor or lost passkeys away.",
    params: z.object({ id: Id }),
    body: z.object({
      role: z.string().optional(),
      personId: Id.nullable().optional(),
      disabled: z.boolean().optional(),
      twoFactor: z.literal(false).optional(),
      passkeys: z.literal(0).optional(),
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
    secret: true,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(z.string()).min(1, 'A token needs at least one scope.'),
      /** Null: until it is revoked. */
      expiresInDays: z.number().int().min(1).max(3650).nullable().default(tokenDays),
    }),
    reply: Token.extend({ secret: z.string() }),
  }),
  allTokens: endpoint({
    method: 'get',
    path: '/api/users/tokens',
    permission: 'users:manage',
    summary: "Everybody's API tokens that still work.",
    reply: z.object({ tokens: z.array(HeldToken) }),
  }),
  revokeAnyToken: endpoint({
    method: 'delete',
    path: '/api/users/tokens/{id}',
    permission: 'users:manage',
    summary: "Make anybody's token worthless.",
    params: z.object({ id: Id }),
    reply: Done,
  }),
  revokeAllTokens: endpoint({
    method: 'delete',
    path: '/api/users/tokens',
    permission: 'users:manage',
    summary: 'Make every API token of this workspace worthless.',
    reply: z.object({ tokens: z.number().int() }),
  }),
  sessions: endpoint({
    method: 'get',
    path: '/api/sessions',
    permission: 'signed-in',
    summary: 'Where you are signed in.',
    reply: z.object({ sessions: z.array(Session), limits: SessionLimits }),
  }),
  endSession: endpoint({
    method: 'delete',
    path: '/api/sessions/{id}',
    permission: 'signed-in',
    summary: 'Sign out of one of your sessions.',
    params: z.object({ id: Id }),
    reply: Done,
  }),
  signOutEverywhere: endpoint({
    method: 'delete',
    path: '/api/sessions',
    permission: 'signed-in',
    summary: 'Sign out everywhere but here.',
    reply: Ended,
  }),
  signUserOut: endpoint({
    method: 'delete',
    path: '/api/users/{id}/sessions',
    permission: 'users:manage',
    summary: 'Sign a user out everywhere and end their API tokens.',
    params: z.object({ id: Id }),
    reply: Ended,
  }),
  sessionLimits: endpoint({
    method: 'put',
    path: '/api/settings/sessions',
    permission: 'settings:edit',
    summary: 'How long sessions live: without a request, and in all.',
    body: SessionLimits,
    reply: SessionLimits,
  }),
  changePassword: endpoint({
    method: 'post',
    path: '/api/password',
    permission: 'signed-in',
    summary: 'Set your own password; every other session of yours ends.',
    body: z.object({ current: z.string().max(128), password: Password, endTokens: z.boolean().default(false) }),
    reply: Ended,
  }),
  twoFactor: endpoint({
    method: 'get',
    path: '/api/two-factor',
    permission: 'signed-in',
    summary: 'Whether signing in also asks for a code of your authenticator app.',
    reply: z.object({ on: z.boolean(), hasPassword: z.boolean() }),
  }),
  beginTwoFactor: endpoint({
    method: 'post',
    path: '/api/two-factor',
    permission: 'signed-in',
    summary: 'A secret for your authenticator app and codes for the day it is lost; a first code makes it count.',
    secret: true,
    body: z.object({ password: z.string().max(128) }),
    reply: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }),
  }),
  confirmTwoFactor: endpoint({
    method: 'post',
    path: '/api/two-factor/confirm',
    permission: 'signed-in',
    summary: 'Prove with a first code that the authenticator app has the secret.',
    body: z.object({ code: z.string().regex(/^\d{6}$/, 'A code has 6 digits.') }),
  }),
  endTwoFactor: endpoint({
    method: 'post',
    path: '/api/two-factor/end',
    permission: 'signed-in',
    summary: 'Sign in by password alone again.',
    body: z.object({ password: z.string().max(128) }),
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
