import { Stack } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { OwnPassword } from './OwnPassword.tsx'
import { Passkeys } from './Passkeys.tsx'
import { SessionLimitsForm } from './SessionLimitsForm.tsx'
import { Sessions } from './Sessions.tsx'
import { TwoFactor } from './TwoFactor.tsx'

/** How one signs in: password, authenticator app, passkeys, where one is signed in; and how long that lasts. */
export function SignInTab() {
  const { can } = useSession()
  return (
    <Stack gap={36}>
      <Section title="Where you are signed in">
        <Sessions />
      </Section>
      <Section title="Password">
        <OwnPassword />
      </Section>
      <Section title="Authenticator app">
        <TwoFactor />
      </Section>
      <Section title="Passkeys">
        <Passkeys />
      </Section>
      {can('settings:edit') && (
        <Section title="How long everybody stays signed in">
          <SessionLimitsForm />
        </Section>
      )}
    </Stack>
  )
}
