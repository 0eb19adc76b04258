import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../contract.ts'
import { AddWebhook } from './AddWebhook.tsx'
import { WebhookDetail } from './WebhookDetail.tsx'
import { WebhooksGrid } from './WebhooksGrid.tsx'

/** The webhooks that the reader has or runs. */
export function WebhooksTab() {
  const call = useCall(integrationsContract.webhooks)
  return (
    <Ready call={call}>
      {({ webhooks, offered }) => {
        const named = (id: string) => webhooks.find((each) => each.id === id)
        return (
          <>
            <WebhooksGrid webhooks={webhooks} />
            <DetailDrawer param="webhook" title={(id) => named(id)?.name ?? 'New webhook'} size={720}>
              {(id) => {
                const webhook = named(id)
                return webhook ? (
                  <WebhookDetail key={id} webhook={webhook} offered={offered} />
                ) : (
                  <AddWebhook offered={offered} />
                )
              }}
            </DetailDrawer>
          </>
        )
      }}
    </Ready>
  )
}
