import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Run } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { modeName } from './connection-words.ts'

/** The last readings that brought something, failed or were asked for. */
export function RunsGrid({ connectionId }: { connectionId: string }) {
  const columns = useColumns()
  const call = useCall(integrationsContract.connectionRuns, { params: { id: connectionId } })
  return (
    <Ready call={call}>
      {({ runs }) => (
        <DataGrid
          name="connection-runs"
          label="Readings"
          columns={columns}
          rows={runs}
          rowId={({ id }) => id}
          height="300px"
          empty={<EmptyState title="Not read yet" teaches="Press Sync now, or see first with a dry run." />}
        />
      )}
    </Ready>
  )
}

function useColumns(): Column<Run>[] {
  const { instant } = useFormat()
  return useMemo(
    () => [
      {
        id: 'began',
        header: 'Began',
        value: ({ beganAt }) => beganAt,
        cell: ({ beganAt }) => instant(beganAt),
        width: 150,
        phone: 'title',
      },
      { id: 'mode', header: 'Read', value: ({ mode }) => modeName(mode), width: 120, phone: 'off' },
      {
        id: 'state',
        header: 'State',
        value: ({ state }) => state,
        cell: ({ state }) => (state === 'failed' ? <Tone tone="behind">{state}</Tone> : state),
        width: 90,
        phone: 'aside',
      },
      { id: 'says', header: 'What', value: ({ says }) => says, grow: true, width: 280, phone: 'line' },
    ],
    [instant],
  )
}
