import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import type { Webhook } from '../schema.ts'

const columns: Column<Webhook>[] = [
  { id: 'name', header: 'Webhook', value: (webhook) => webhook.name, phone: 'title', width: 180 },
  { id: 'url', header: 'Address', value: (webhook) => webhook.url, grow: true, width: 260, phone: 'line' },
  {
    id: 'events',
    header: 'Events',
    kind: 'number',
    value: (webhook) => webhook.events.length,
    width: 90,
    phone: 'off',
  },
  { id: 'waiting', header: 'Waiting', kind: 'number', value: (webhook) => webhook.waiting, width: 100, phone: 'off' },
  { id: 'dead', header: 'Dead', kind: 'number', value: (webhook) => webhook.dead, width: 90, phone: 'off' },
  { id: 'by', header: 'Made by', value: (webhook) => webhook.madeBy.name, width: 160, phone: 'off' },
  {
    id: 'state',
    header: 'State',
    value: stateOf,
    cell: (webhook) => (webhook.failing ? <Tone tone="behind">{stateOf(webhook)}</Tone> : stateOf(webhook)),
    width: 110,
    phone: 'aside',
  },
]

/** Every webhook that the reader may see. */
export function WebhooksGrid({ webhooks }: { webhooks: Webhook[] }) {
  const [openId, open] = useUrlParam('webhook')
  return (
    <DataGrid
      name="webhooks"
      label="Webhooks"
      columns={columns}
      rows={webhooks}
      rowId={(webhook) => webhook.id}
      openId={openId}
      onOpen={({ id }) => open(id, { push: true })}
      toolbar={
        <AddButton param="webhook" may="integrations:own">
          Add webhook
        </AddButton>
      }
      empty={
        <EmptyState
          title="No webhooks yet"
          teaches="A webhook is an address of yours that is called, signed, when something happens here: a deal changed, a forecast was published, a plan was approved."
        />
      }
    />
  )
}

function stateOf({ failing, pausedAt }: Webhook): string {
  if (pausedAt) return 'paused'
  return failing ? 'failing' : 'works'
}
