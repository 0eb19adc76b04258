import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { settingsContract } from '../../contract.ts'
import type { Provider } from '../../sign-on/contract.ts'
import { ProviderForm } from './ProviderForm.tsx'

/** What is set of one provider, and taking it away. */
export function ProviderDetail({ provider, onDone }: { provider: Provider; onDone: () => void }) {
  const params = { id: provider.id }
  const change = useCommand(settingsContract.changeProvider, {
    quiet: true,
    onDone: ({ name }) => {
      toast(`${name} saved`)
      onDone()
    },
  })
  return (
    <Stack gap="xl">
      <ProviderForm
        initial={provider}
        redirectUri={() => provider.redirectUri}
        secret={provider.hasSecret ? 'kept' : 'needed'}
        submit="Save"
        saving={change.isPending}
        error={change.error}
        onCancel={onDone}
        onSave={(body) => change.mutate({ params, body })}
      />
      <TakeAway provider={provider} onDone={onDone} />
    </Stack>
  )
}

function TakeAway({ provider, onDone }: { provider: Provider; onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const end = useCommand(settingsContract.endProvider, {
    onDone: () => {
      toast(`Nobody comes by ${provider.name} any more`)
      onDone()
    },
  })
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed" maw={340}>
        {asking
          ? `${provider.name} leaves the sign-in page, and who came by it is signed out at once. Their logins stay: a reset link gives them a password.`
          : 'Nobody comes by it any more; the logins stay.'}
      </Text>
      {asking ? (
        <Group gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button color="red" loading={end.isPending} onClick={() => end.mutate({ params: { id: provider.id } })}>
            Take it away
          </Button>
        </Group>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          Take it away
        </Button>
      )}
    </Group>
  )
}
