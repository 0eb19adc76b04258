import { Button, Group, Text } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Webhook } from '../schema.ts'
import { DeliveriesGrid } from './DeliveriesGrid.tsx'
import { SecretOnce } from './SecretOnce.tsx'
import { WebhookForm } from './WebhookForm.tsx'

/** One webhook: whether it gets through, what can be done with it, and its messages. */
export function WebhookDetail({ webhook, offered }: { webhook: Webhook; offered: string[] }) {
  const change = useCommand(integrationsContract.changeWebhook, { quiet: true, onDone: () => toast('Saved') })
  return (
    <>
      <State webhook={webhook} />
      <Doings webhook={webhook} />
      <Section title="Messages">
        <DeliveriesGrid webhookId={webhook.id} />
      </Section>
      <Section title="What it is called for">
        <WebhookForm
          offered={[...new Set([...offered, ...webhook.events])]}
          initial={webhook}
          submit="Save"
          saving={change.isPending}
          error={change.error}
          onSave={(body) => change.mutate({ params: { id: webhook.id }, body })}
        />
      </Section>
    </>
  )
}

function State({ webhook }: { webhook: Webhook }) {
  const { instant, number } = useFormat()
  const { pausedAt, pausedBecause, failing, lastDeliveredAt, waiting, dead } = webhook
  return (
    <>
      {pausedAt && (
        <Text fw={600}>
          <Tone tone="uncertain">
            Paused since {instant(pausedAt)}. {pausedBecause ?? 'What happens meanwhile waits.'}
          </Tone>
        </Text>
      )}
      {failing && <Tone tone="behind">The last attempt failed: {failing}</Tone>}
      <Text size="sm">
        {lastDeliveredAt ? `Last delivered ${instant(lastDeliveredAt)}` : 'Nothing was delivered yet'};{' '}
        {number(waiting)} waiting, {number(dead)} given up after nine attempts. Made by {webhook.madeBy.name}, whose
        rights decide what the messages hold.
      </Text>
    </>
  )
}

function Doings({ webhook: { id, pausedAt, dead } }: { webhook: Webhook }) {
  const [, open] = useUrlParam('webhook')
  const params = { id }
  const ping = useCommand(integrationsContract.pingWebhook, { onDone: () => toast('A test message is on its way') })
  const change = useCommand(integrationsContract.changeWebhook)
  const rotate = useCommand(integrationsContract.rotateSecret)
  const again = useCommand(integrationsContract.replay, {
    onDone: ({ replayed }) => toast(`${replayed} are sent again`),
  })
  const end = useCommand(integrationsContract.endWebhook, { onDone: () => open(null) })
  if (rotate.data) {
    const says = 'For a day messages are signed with the old secret too.'
    return <SecretOnce secret={rotate.data.secret} says={says} onDone={() => rotate.reset()} />
  }
  return (
    <Group gap="xs" my="md">
      <Button variant="default" disabled={pausedAt !== null} onClick={() => ping.mutate({ params })}>
        Send a test
      </Button>
      <Button variant="default" onClick={() => change.mutate({ params, body: { paused: pausedAt === null } })}>
        {pausedAt ? 'Resume' : 'Pause'}
      </Button>
      <Button variant="default" disabled={dead === 0} onClick={() => again.mutate({ params, body: {} })}>
        Replay what was given up
      </Button>
      <Button variant="default" onClick={() => rotate.mutate({ params })}>
        New secret
      </Button>
      <Button variant="default" onClick={() => end.mutate({ params })}>
        End it
      </Button>
    </Group>
  )
}
