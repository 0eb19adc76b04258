import { Anchor, Text, Title } from '@mantine/core'
import type { z } from 'zod'
import type { authContract } from '#platform/auth/contract.ts'
import { Logo } from './Logo.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { RoleCards } from './RoleCards.tsx'
import { SignOn } from './SignOn.tsx'
import classes from './sign-in.module.css'

export type SessionReply = z.output<(typeof authContract.session)['reply']>

/** The door: role cards in the demo, e-mail and password in a workspace of one's own. */
export function SignIn({ session }: { session: SessionReply }) {
  const { workspace } = session
  const own = session.others.find((other) => !other.isDemo)
  const demo = session.others.find((other) => other.isDemo)
  return (
    <main className={classes.door}>
      <div className={workspace.oneClick ? classes.wide : classes.narrow}>
        <div className={classes.brand}>
          <Logo size={32} />
          <span>Drumbeat</span>
        </div>
        <Way session={session} />
        <p className={classes.elsewhere}>
          {own && <Anchor href={doorOf(own)}>Use your own data</Anchor>}
          {demo && <Anchor href={`${demo.basePath}/`}>Look at the demo company</Anchor>}
        </p>
      </div>
    </main>
  )
}

/** How to come in: as a role of the demo, as the owner to be, or with a password. */
function Way({ session }: { session: SessionReply }) {
  if (session.workspace.oneClick)
    return (
      <>
        <Title order={1} className={classes.title}>
          Look around as…
        </Title>
        <Text className={classes.lead}>
          A living company with three years of deals and orders. Each role sees what it would see at work; change it at
          any time.
        </Text>
        <RoleCards roles={session.roles} />
      </>
    )
  if (session.needsOwner)
    return (
      <>
        <Title order={1} className={classes.title}>
          This workspace is waiting for its owner
        </Title>
        <Text className={classes.lead}>
          Drumbeat printed a link in the terminal in which it was started. Open that link once to set your name and
          password.
        </Text>
      </>
    )
  return (
    <>
      <Title order={1} className={classes.title}>
        Sign in
      </Title>
      <SignOn />
      <PasswordForm />
      <PasskeyButton />
    </>
  )
}

/** A workspace without an owner leads to the words that say how to claim it. */
export function doorOf(workspace: { basePath: string; needsOwner: boolean }): string {
  return `${workspace.basePath}/${workspace.needsOwner ? 'sign-in' : ''}`
}
