import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Connection } from '../../connections/schema.ts'
import { stateOf, systemName } from './connection-words.ts'

/** Every CRM that is read, with how it fares. */
export function ConnectionsGrid({ connections }: { connections: Connection[] }) {
  const [openId, open] = useUrlParam('connection')
  const columns = useColumns()
  return (
    <DataGrid
      name="connections"
      label="Connections"
      columns={columns}
      rows={connections}
      rowId={({ id }) => id}
      openId={openId}
      onOpen={({ id }) => open(id, { push: true })}
      toolbar={
        <AddButton param="connection" may="integrations:run">
          Connect a system
        </AddButton>
      }
      empty={
        <EmptyState
          title="No system is connected yet"
          teaches="Connect Salesforce or HubSpot, and people, accounts and deals come in with their whole history; connect Odoo or ERPNext, and items, orders, stock, recipes and purchase orders do; then every five minutes what changed. What does not fit becomes a line to mend; a dry run shows what would come in before anything is written."
        />
      }
    />
  )
}

function useColumns(): Column<Connection>[] {
  const { instant } = useFormat()
  return useMemo(
    () => [
      { id: 'name', header: 'Connection', value: ({ name }) => name, phone: 'title', grow: true, width: 180 },
      { id: 'kind', header: 'System', value: ({ kind }) => systemName(kind), width: 120, phone: 'line' },
      { id: 'address', header: 'Address', value: ({ address }) => new URL(address).host, width: 240, phone: 'off' },
      {
        id: 'good',
        header: 'Last read',
        value: ({ lastGoodAt }) => lastGoodAt,
        cell: ({ lastGoodAt }) => (lastGoodAt ? instant(lastGoodAt) : 'never'),
        width: 160,
        phone: 'line',
      },
      {
        id: 'findings',
        header: 'Does not fit',
        kind: 'number',
        value: ({ findings }) => findings.length,
        width: 120,
        phone: 'off',
      },
      {
        id: 'state',
        header: 'State',
        value: (connection) => stateOf(connection).word,
        cell: (connection) => {
          const { word, tone } = stateOf(connection)
          return tone ? <Tone tone={tone}>{word}</Tone> : word
        },
        width: 110,
        phone: 'aside',
      },
    ],
    [instant],
  )
}
