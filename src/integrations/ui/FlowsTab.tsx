import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../contract.ts'
import type { Flow } from '../tools/schema.ts'
import { FlowMap } from './FlowMap.tsx'

/** What data goes from which tool to which: a drawing, and the table behind it. */
export function FlowsTab() {
  const columns = useColumns()
  const call = useCall(integrationsContract.flows)
  return (
    <>
      <Ready call={call}>
        {({ flows }) => (
          <>
            {flows.length > 0 && <FlowMap flows={flows} />}
            <DataGrid
              name="flows"
              label="Flows"
              columns={columns}
              rows={flows}
              rowId={({ id }) => id}
              toolbar={
                <AddButton param="flow" may="integrations:run">
                  Add flow
                </AddButton>
              }
              empty={<EmptyState title="No flows yet" teaches="A flow says what data goes from one tool to another." />}
            />
          </>
        )}
      </Ready>
      <DetailDrawer param="flow" title="New flow of data" size={480}>
        {() => <AddFlow />}
      </DetailDrawer>
    </>
  )
}

function AddFlow() {
  const saved = useSaved('flow')
  const add = useCommand(integrationsContract.addFlow, { quiet: true, onDone: () => saved('Flow added') })
  return (
    <RecordForm
      fields={[
        { name: 'from', label: 'From tool', required: true },
        { name: 'to', label: 'To tool', required: true },
        { name: 'data', label: 'Data' },
      ]}
      initial={{ from: '', to: '', data: null }}
      submit="Add flow"
      saving={add.isPending}
      error={add.error}
      onSave={({ from, to, data }) => add.mutate({ body: { from: from ?? '', to: to ?? '', data: data ?? '' } })}
    />
  )
}

function useColumns(): Column<Flow>[] {
  const { can } = useSession()
  const end = useCommand(integrationsContract.endFlow)
  const mayEnd = can('integrations:run')
  return useMemo(
    () => [
      { id: 'from', header: 'From tool', value: ({ from }) => from, width: 170, phone: 'title' },
      { id: 'to', header: 'To tool', value: ({ to }) => to, width: 170, phone: 'aside' },
      { id: 'data', header: 'Data', value: ({ data }) => data, grow: true, width: 200, phone: 'line' },
      {
        id: 'known',
        header: 'In the inventory',
        value: ({ known }) => (known ? 'both' : 'not both'),
        width: 140,
        phone: 'off',
        definition: 'Whether both ends stand in the inventory of tools.',
      },
      ...(mayEnd
        ? [
            {
              id: 'end',
              header: 'Take out',
              sortable: false,
              value: () => null,
              cell: (flow: Flow) => (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Take out ${flow.from} to ${flow.to}`}
                  onClick={() => end.mutate({ params: { id: flow.id } })}
                >
                  Take out
                </Button>
              ),
              width: 110,
              phone: 'off' as const,
            },
          ]
        : []),
    ],
    [mayEnd, end.mutate],
  )
}
