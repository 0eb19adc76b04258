import type { Context } from 'hono'
import type { Mount } from '../http/mount.ts'
import { refusal } from '../http/refusal.ts'
import { clientAddress, isForwarded, isLoopback, isLoopbackHost, remoteAddress } from '../http/remote.ts'
import { sendMail } from '../mail.ts'
import type { Workspace } from '../workspace.ts'
import { authContract } from './contract.ts'
import {
  acceptInvitation,
  changeUser,
  inviteUser,
  linkPasswordReset,
  type OneTimeLink,
  revokeInvitation,
} from './logins.tx.ts'
import { callerOf, digest } from './session.ts'
import { allUsers, invitationByHash, needsOwner, openInvitations, userByRole } from './users.sql.ts'

/** Who is here, users and invitations. `others` are the workspaces served beside this one. */
export function authRoutes(mount: Mount, others: () => readonly Workspace[]): void {
  sessionRoutes(mount, others)
  userRoutes(mount)
  linkRoutes(mount)
}

function sessionRoutes(mount: Mount, others: () => readonly Workspace[]): void {
  mount(authContract.session, async ({ workspace, context }) => {
    const caller = await callerOf(workspace, context)
    const user = caller?.user ?? null
    const beside = others().filter((other) => other.name !== workspace.name)
    return {
      workspace: {
        name: workspace.name,
        isDemo: workspace.isDemo,
        basePath: workspace.basePath,
        oneClick: mayOneClick(workspace, context),
      },
      uses: Object.fromEntries(workspace.domains.map(({ name, uses }) => [name, [...uses]])),
      user: user && {
        ...user,
        roleName: workspace.roles[user.role]?.name ?? user.role,
        permissions: [...(caller?.permissions ?? [])],
      },
      roles: Object.values(workspace.roles).map(({ key, name, does }) => ({ key, name, does })),
      needsOwner: await needsOwner(workspace.db),
      others: await Promise.all(
        beside.map(async (other) => ({
          name: other.name,
          basePath: other.basePath,
          isDemo: other.isDemo,
          needsOwner: await needsOwner(other.db),
        })),
      ),
    }
  })

  mount(authContract.demoSignIn, async ({ workspace, context, body: { role } }) => {
    if (!mayOneClick(workspace, context)) {
      throw refusal(403, {
        code: 'not-the-demo',
        message: 'Signing in with one click works in the demo company, from this machine only.',
        wayOut: 'Sign in with e-mail and password.',
      })
    }
    const user = await userByRole(workspace.db, role)
    if (!user) throw refusal(404, { code: 'unknown-role', message: `Nobody in the demo company has the role ${role}.` })
    return workspace.auth.signInAs(user.id, context.req.raw.headers, clientAddress(context, workspace.publicUrl))
  })
}

function userRoutes(mount: Mount): void {
  mount(authContract.users, async ({ workspace }) => ({
    users: await allUsers(workspace.db),
    invitations: await openInvitations(workspace.db, workspace.clock().toISOString()),
  }))

  mount(authContract.invite, async ({ work, body }) =>
    linkReply(work.workspace, body.email, await inviteUser(work, body)),
  )

  mount(authContract.revokeInvitation, async ({ work, params }) => {
    await revokeInvitation(work, params.id)
    return { ok: true as const }
  })

  mount(authContract.resetPassword, async ({ work, params }) => {
    const link = await linkPasswordReset(work, params.id)
    return linkReply(work.workspace, link.email, link)
  })

  mount(authContract.changeUser, async ({ work, params, body }) => changeUser(work, { id: params.id, ...body }))
}

/** What somebody without a login may do with a one-time link. */
function linkRoutes(mount: Mount): void {
  mount(authContract.openInvitation, async ({ workspace, params }) => {
    const now = workspace.clock().toISOString()
    const invitation = await invitationByHash(workspace.db, { hash: digest(params.secret), now })
    if (!invitation)
      throw refusal(410, {
        code: 'spent-link',
        message: 'This link was used already, has expired, or was revoked.',
        wayOut: 'Ask for a new one.',
      })
    return {
      kind: invitation.kind,
      email: invitation.email,
      roleName: invitation.role ? (workspace.roles[invitation.role]?.name ?? null) : null,
    }
  })

  mount(authContract.acceptInvitation, async ({ work, params, body }) => ({
    email: await acceptInvitation(work, { secret: params.secret, ...body }),
  }))
}

/** The address a one-time link opens. */
export function welcomeLink({ publicUrl, basePath }: Workspace, secret: string): string {
  return `${publicUrl}${basePath}/welcome?token=${secret}`
}

async function linkReply(workspace: Workspace, email: string, { secret, expiresAt }: OneTimeLink) {
  const link = welcomeLink(workspace, secret)
  const mailed = await sendMail(workspace, {
    to: email,
    subject: 'Your link to Drumbeat',
    text: `Open this link once to set your password:\n\n${link}\n\nIt works until ${expiresAt.slice(0, 10)}.`,
  })
  return { link, mailed, expiresAt }
}

/**
 * One click is for the demo company, over the loopback socket, with a loopback Host, through no proxy. A proxy may hide itself,
 * but where there is one the site has a public address.
 */
function mayOneClick(workspace: Workspace, context: Context): boolean {
  const local = isLoopbackHost(context.req.header('host') ?? '') && isLoopback(remoteAddress(context))
  const isPublic = !isLoopbackHost(new URL(workspace.publicUrl).host)
  return workspace.isDemo && local && !isForwarded(context) && !isPublic
}
