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
import { integrationsContract } from '../contract.ts'
import type { HealthLine } from '../health/schema.ts'

/** Connections that do not work or have gone quiet. */
export function HealthTab() {
  const columns = useColumns()
  const call = useCall(integrationsContract.health)
  return (
    <Ready call={call}>
      {({ lines, checked }) => (
        <DataGrid
          name="health"
          label="Lines"
          columns={columns}
          rows={lines}
          rowId={({ kind, name }) => `${kind} ${name}`}
          empty={
            <EmptyState
              title={checked === 0 ? 'Nothing is connected yet' : 'All is well'}
              teaches="Failing and paused webhooks, messages given up, order sources that went quiet and exports of sign-ins that have grown old stand here, each with the way to mend it."
            />
          }
        />
      )}
    </Ready>
  )
}

function useColumns(): Column<HealthLine>[] {
  const { instant } = useFormat()
  const { workspace } = useSession()
  return useMemo(
    () => [
      {
        id: 'name',
        header: 'Connection',
        value: ({ name }) => name,
        cell: ({ name, to }) => <Anchor href={`${workspace.basePath}${to}`}>{name}</Anchor>,
        width: 170,
        phone: 'title',
      },
      {
        id: 'kind',
        header: 'What',
        value: ({ kind }) => kind,
        cell: ({ kind, state }) => <Tone tone={state === 'failing' ? 'behind' : 'uncertain'}>{kind}</Tone>,
        width: 190,
        phone: 'aside',
      },
      { id: 'says', header: 'Why', value: ({ says }) => says, grow: true, width: 320, phone: 'line' },
      {
        id: 'since',
        header: 'Since',
        value: ({ since }) => since,
        cell: ({ since }) => (since ? instant(since) : ''),
        width: 150,
        phone: 'off',
      },
    ],
    [instant, workspace.basePath],
  )
}
