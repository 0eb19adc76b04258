import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'
import { LostDrawer } from './LostDrawer.tsx'

type Lost = z.output<(typeof rulesContract)['losses']['reply']>['reasons'][number]

/** Why deals were lost. */
export function LossesTab() {
  const call = useCall(rulesContract.losses)
  return (
    <>
      <Ready call={call}>{({ reasons, currency }) => <Losses reasons={reasons} currency={currency} />}</Ready>
      <LostDrawer />
    </>
  )
}

function Losses({ reasons, currency }: { reasons: Lost[]; currency: string }) {
  const [, open] = useUrlParam('lost')
  return (
    <DataGrid<Lost>
      name="process-losses"
      label="Lost reasons"
      columns={useColumns(currency)}
      rows={reasons}
      rowId={({ reason }) => reason ?? ''}
      onOpen={({ reason }) => open(reason === null ? 'none' : `for:${reason}`, { push: true })}
      empty={
        <EmptyState
          title="No deal was lost yet"
          teaches="Here you will see why deals are lost, and how much money goes with each reason."
        />
      }
    />
  )
}

function useColumns(currency: string): Column<Lost>[] {
  const { number, money } = useFormat()
  return useMemo(
    (): Column<Lost>[] => [
      {
        id: 'reason',
        header: 'Reason',
        value: ({ reason }) => reason ?? 'No reason on record',
        grow: true,
        phone: 'title',
      },
      {
        id: 'deals',
        header: 'Lost deals',
        kind: 'number',
        width: 120,
        phone: 'aside',
        value: ({ deals }) => deals,
        cell: ({ deals }) => number(deals),
        definition: 'Lost deals that you see, of all time; a row opens them.',
      },
      {
        id: 'worth',
        header: 'Worth',
        kind: 'number',
        width: 170,
        phone: 'line',
        value: ({ amountMinor }) => amountMinor,
        currency: () => currency,
        cell: ({ amountMinor }) => money(amountMinor, currency),
        definition: 'What the lost deals said they were worth, at the rate of the day they closed.',
      },
    ],
    [number, money, currency],
  )
}
