import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Overlap } from '../tools/schema.ts'

/** Pairs of tools that do the same, and what giving one up would free. */
export function OverlapsTab() {
  const columns = useColumns()
  const call = useCall(integrationsContract.overlaps)
  return (
    <Ready call={call}>
      {({ overlaps }) => (
        <DataGrid
          name="overlaps"
          label="Overlaps"
          columns={columns}
          rows={overlaps}
          rowId={({ aId, bId }) => `${aId} ${bId}`}
          opens={({ aId }) => toolAt(aId)}
          empty={
            <EmptyState
              title="No overlaps"
              teaches="Tools with the same purpose, and those whose owner names another, stand here as pairs."
            />
          }
        />
      )}
    </Ready>
  )
}

function toolAt(id: string): string {
  return screenAt('/integrations', { tab: 'tools', tool: id })
}

function useColumns(): Column<Overlap>[] {
  const { money, number } = useFormat()
  return useMemo(
    () => [
      { id: 'pair', header: 'Tools', value: ({ a, b }) => `${a} and ${b}`, hidden: true, width: 220, phone: 'title' },
      {
        ...{ id: 'a', header: 'Tool', grow: true, width: 130, phone: 'off' },
        value: ({ a }) => a,
        cell: ({ a, aId }) => <NumberLink value={a} to={toolAt(aId)} />,
      },
      {
        ...{ id: 'b', header: 'And', grow: true, width: 130, phone: 'off' },
        value: ({ b }) => b,
        cell: ({ b, bId }) => <NumberLink value={b} to={toolAt(bId)} />,
      },
      { id: 'purpose', header: 'Purpose', value: ({ purpose }) => purpose, width: 190, phone: 'line' },
      { id: 'why', header: 'Why', value: ({ why }) => why, width: 150, phone: 'off' },
      {
        id: 'cost',
        header: 'Lower cost per year',
        kind: 'number',
        value: ({ lowerCostMinor }) => lowerCostMinor,
        currency: ({ currency }) => currency ?? '',
        cell: ({ lowerCostMinor, currency }) =>
          lowerCostMinor === null ? 'not known' : money(lowerCostMinor, currency),
        width: 160,
        phone: 'aside',
        definition: 'What giving up the less costly of the two would free, where both are paid in one currency.',
      },
      {
        id: 'both',
        header: 'Use both, 90 days',
        kind: 'number',
        adds: false,
        value: ({ usersOfBoth90 }) => usersOfBoth90,
        cell: ({ usersOfBoth90 }) => (usersOfBoth90 === null ? 'not known' : number(usersOfBoth90)),
        width: 150,
        phone: 'line',
        definition: 'People who signed in to both on at least one of the last 90 days, from uploaded sign-ins.',
      },
    ],
    [money, number],
  )
}
