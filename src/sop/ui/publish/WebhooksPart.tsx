import { CloseButton } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { Publication } from '../../publish/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { TextTable } from '../TextTable.tsx'

/** Addresses that are called when a plan is published, and what they answered; for those who run the cycle. */
export function WebhooksPart({ deliveries }: { deliveries: Publication['deliveries'] }) {
  const { can } = useSession()
  return can('sop:run') ? <Webhooks deliveries={deliveries} /> : null
}

function Webhooks({ deliveries }: { deliveries: Publication['deliveries'] }) {
  const { instant } = useFormat()
  const { data } = useCall(sopContract.webhooks)
  const end = useCommand(sopContract.endWebhook)
  return (
    <Section title="Webhooks" aside={<AddWebhook />}>
      <TextTable
        label="Webhooks"
        heads={['Name', 'Address', 'Last answer', 'Remove']}
        none="No address is called when a plan is published."
        rows={(data?.webhooks ?? []).map(({ id, name, url }) => {
          const last = deliveries.find(({ webhook }) => webhook === name)
          return {
            id,
            cells: [
              name,
              url,
              last
                ? `${instant(last.triedAt)}: ${last.status ?? 'no answer'} ${last.says}`
                : 'not called in this cycle',
              <CloseButton
                key="end"
                size="sm"
                aria-label={`Call ${name} no more`}
                onClick={() => end.mutate({ params: { id } })}
              />,
            ],
          }
        })}
      />
    </Section>
  )
}

function AddWebhook() {
  return (
    <AskButton
      label="Add webhook"
      endpoint={sopContract.addWebhook}
      fields={[
        { name: 'name', label: 'Name', required: true },
        { name: 'url', label: 'Address', required: true, placeholder: 'https://' },
        { name: 'secret', label: 'Secret', required: true, description: 'Signs what is sent; 16 characters at least.' },
      ]}
      input={({ name, url, secret }) => ({ body: { name: name!, url: url!, secret: secret! } })}
    />
  )
}
