import { Anchor } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Write } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'

/** What was written back, left or refused, and after a dry run what would be, newest first. */
export function WritesGrid({ connectionId }: { connectionId: string }) {
  const columns = useColumns()
  const call = useCall(integrationsContract.connectionWrites, { params: { id: connectionId } })
  return (
    <Ready call={call}>
      {({ writes }) => (
        <DataGrid
          name="connection-writes"
          label="Written back"
          columns={columns}
          rows={writes}
          rowId={({ id }) => id}
          height="300px"
          empty={
            <EmptyState
              title="Nothing was written yet"
              teaches="An edit of a deal here goes back with the next reading."
            />
          }
        />
      )}
    </Ready>
  )
}

function useColumns(): Column<Write>[] {
  const { instant, day } = useFormat()
  const { workspace } = useSession()
  return useMemo(() => {
    const said = ({ field }: Write, value: string | null) =>
      value && (field === 'expected close' || field === 'call') ? day(value) : (value ?? '')
    return [
      {
        id: 'deal',
        header: 'Deal',
        value: ({ dealName }) => dealName,
        cell: ({ dealId, dealName }) => (
          <Anchor href={`${workspace.basePath}/crm/deals?deal=${dealId}`}>{dealName}</Anchor>
        ),
        grow: true,
        width: 150,
        phone: 'title',
      },
      { id: 'field', header: 'What', value: ({ field }) => field, width: 130, phone: 'line' },
      { id: 'before', header: 'There', value: (write) => said(write, write.before), width: 100, phone: 'off' },
      { id: 'after', header: 'Here', value: (write) => said(write, write.after), width: 100, phone: 'line' },
      {
        id: 'state',
        header: 'State',
        value: ({ state }) => state,
        cell: ({ state }) => (state === 'refused' ? <Tone tone="behind">{state}</Tone> : state),
        width: 120,
        phone: 'aside',
      },
      { id: 'at', header: 'When', value: ({ at }) => at, cell: ({ at }) => instant(at), width: 140, phone: 'off' },
      { id: 'says', header: 'Why', value: ({ says }) => says, width: 220, phone: 'line' },
    ]
  }, [instant, day, workspace.basePath])
}
