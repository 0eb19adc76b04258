import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Balanced } from '../../planning-contract.ts'

type Move = Balanced['moves'][number]

/** The accounts that would change hands. */
export function MovesGrid({ balance, currency }: { balance: Balanced; currency: string }) {
  const { money } = useFormat()
  const columns = useMemo(
    (): Column<Move>[] => [
      { id: 'account', header: 'Account', value: (row) => row.name, grow: true, phone: 'title' },
      { id: 'from', header: 'From', value: (row) => row.from, width: 170, phone: 'line' },
      { id: 'to', header: 'To', value: (row) => row.to, width: 170, phone: 'line' },
      {
        ...{ id: 'potential', header: 'Potential', kind: 'number', width: 150, phone: 'aside' },
        value: (row) => row.potential,
        currency: () => currency,
        cell: (row) => money(row.potential, currency),
        definition: 'What it closed in the last twelve months.',
      },
    ],
    [money, currency],
  )
  return (
    <DataGrid<Move>
      name="territory-moves"
      label="Moves"
      columns={columns}
      rows={balance.moves}
      rowId={(row) => row.account}
      opens={({ account }) => `/crm/accounts?account=${account}`}
    />
  )
}
