import { Button, Group, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Connection } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { AccessFields, accessIn } from './AccessFields.tsx'
import { isCrm, systemName } from './connection-words.ts'

type Shown = { connection: Connection; redirectUri: string }

/** New access for a connection, as after a revoked token; it is tried before it takes the place of the old one. */
export function ChangeAccess({ connection: { id, kind, clientId }, redirectUri }: Shown) {
  const params = { id }
  const change = useCommand(integrationsContract.changeConnection, { quiet: true, onDone: () => toast('It works') })
  const signIn = useCommand(integrationsContract.signInAgain, {
    quiet: true,
    onDone: ({ url }) => location.assign(url),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const access = accessIn(new FormData(event.currentTarget))
    const { clientId: client, clientSecret } = access
    const isBrowser = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') === 'browser'
    if (isBrowser) {
      const app = { ...(client && { clientId: client }), ...(clientSecret && { clientSecret }) }
      signIn.mutate({ params, body: app })
      return
    }
    change.mutate({ params, body: access })
    event.currentTarget.reset()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {isCrm(kind) && (
          <Text size="sm">
            Sign in again there, in this browser, with the app the connection has or the one named below; its{' '}
            {kind === 'salesforce' ? 'callback URL' : 'redirect URL'} is {redirectUri}. Or paste new access.
          </Text>
        )}
        <AccessFields kind={kind} clientId={clientId} />
        <Refused error={change.error ?? signIn.error} />
        <Group gap="xs">
          {isCrm(kind) && (
            <Button type="submit" value="browser" loading={signIn.isPending}>
              Sign in at {systemName(kind)} again
            </Button>
          )}
          <Button type="submit" variant="default" loading={change.isPending}>
            Try and keep new access
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
