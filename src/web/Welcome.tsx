import { Anchor, Text, Title } from '@mantine/core'
import { authContract } from '#platform/auth/contract.ts'
import { basePath } from '#platform/ui/base-path.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { Logo } from './Logo.tsx'
import classes from './sign-in.module.css'
import { WelcomeForm } from './WelcomeForm.tsx'

const heading = {
  owner: 'This workspace is yours',
  invite: 'Welcome to Drumbeat',
  reset: 'Set a new password',
}

/** Where a one-time link leads: the first owner, an invitation, or a new password. */
export function Welcome() {
  const [token] = useUrlParam('token')
  const secret = token ?? ''
  const invitation = useCall(authContract.openInvitation, { params: { secret } })
  return (
    <main className={classes.door}>
      <div className={classes.narrow}>
        <div className={classes.brand}>
          <Logo size={32} />
          <span>Drumbeat</span>
        </div>
        <Ready call={invitation} loading={<LoadingLines rows={6} height={22} />}>
          {(found) => (
            <>
              <Title order={1} className={classes.title}>
                {heading[found.kind]}
              </Title>
              {found.kind === 'invite' && found.roleName && (
                <Text className={classes.lead}>You were invited as {found.roleName.toLowerCase()}.</Text>
              )}
              <WelcomeForm secret={secret} kind={found.kind} email={found.email} />
            </>
          )}
        </Ready>
        {invitation.error && (
          <p className={classes.elsewhere}>
            <Anchor href={`${basePath()}/`}>Sign in</Anchor>
          </p>
        )}
      </div>
    </main>
  )
}
