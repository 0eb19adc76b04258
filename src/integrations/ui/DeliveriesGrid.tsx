import { Button, Group, List, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCallPages, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Delivery } from '../schema.ts'

/** The messages to one webhook, newest first; a click shows the attempts of one. */
export function DeliveriesGrid({ webhookId }: { webhookId: string }) {
  const [openId, setOpenId] = useState<string | null>(null)
  const columns = useColumns()
  const pages = useCallPages(integrationsContract.deliveries, { params: { id: webhookId } }, ({ next }) =>
    next ? { before: next } : null,
  )
  return (
    <Ready call={pages}>
      {({ pages: [first, ...rest] }) => (
        <>
          <DataGrid
            name="deliveries"
            label="Messages"
            columns={columns}
            rows={[first!, ...rest].flatMap(({ deliveries }) => deliveries)}
            rowId={(delivery) => delivery.id}
            total={first!.total}
            hasMore={pages.hasNextPage}
            more={() => pages.fetchNextPage()}
            openId={openId}
            onOpen={({ id }) => setOpenId(id)}
            height="320px"
            empty={<EmptyState title="No message yet" teaches="Send a test to see whether the receiver answers." />}
          />
          {openId && <Attempts webhookId={webhookId} deliveryId={openId} />}
        </>
      )}
    </Ready>
  )
}

function Attempts({ webhookId, deliveryId }: { webhookId: string; deliveryId: string }) {
  const { instant, number } = useFormat()
  const call = useCall(integrationsContract.delivery, { params: { id: webhookId, deliveryId } })
  const again = useCommand(integrationsContract.replay, { onDone: () => toast('It is sent again') })
  return (
    <Ready call={call}>
      {({ delivery, data, attempts }) => (
        <div>
          <Group justify="space-between" mt="sm">
            <Text fw={600}>
              {delivery.event} msg_{delivery.id}
            </Text>
            <Button
              variant="default"
              size="compact-sm"
              disabled={delivery.state === 'waiting'}
              onClick={() => again.mutate({ params: { id: webhookId }, body: { deliveryIds: [deliveryId] } })}
            >
              Send again
            </Button>
          </Group>
          <Text size="sm">{data ? `Holds ${JSON.stringify(data)}` : 'Holds what you may not see.'}</Text>
          <List size="sm">
            {attempts.map(({ at, status, says, ms }) => (
              <List.Item key={at}>
                {instant(at)}: {status ?? 'no answer'} after {number(ms)} ms{says && `, ${says}`}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Ready>
  )
}

function useColumns(): Column<Delivery>[] {
  const { instant } = useFormat()
  return useMemo(
    () => [
      { id: 'event', header: 'Event', value: ({ event }) => event, grow: true, width: 170, phone: 'title' },
      {
        id: 'at',
        header: 'Happened',
        value: ({ happenedAt }) => happenedAt,
        cell: ({ happenedAt }) => instant(happenedAt),
        width: 150,
        phone: 'line',
      },
      { id: 'state', header: 'State', value: ({ state }) => state, width: 90, phone: 'aside' },
      { id: 'tries', header: 'Tries', kind: 'number', value: ({ tries }) => tries, width: 70, phone: 'off' },
      { id: 'answer', header: 'Answer', value: ({ lastStatus }) => lastStatus, width: 80, phone: 'off' },
    ],
    [instant],
  )
}
