import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Balanced } from '../../planning-contract.ts'

type Row = Balanced['territories'][number]

/** Each territory or person before and after the moves. */
export function TerritoriesGrid(props: { of: 'territories' | 'people'; balance: Balanced; currency: string }) {
  const { of, balance, currency } = props
  const { money, number } = useFormat()
  const columns = useMemo((): Column<Row>[] => {
    const amount = (id: string, header: string, definition: string, of: (row: Row) => number): Column<Row> => ({
      ...{ id, header, definition, kind: 'number', width: 160, phone: 'line' },
      value: of,
      currency: () => currency,
      cell: (row) => money(of(row), currency),
    })
    const count = (id: string, header: string, definition: string, of: (row: Row) => number): Column<Row> => ({
      ...{ id, header, definition, kind: 'number', width: 130, phone: 'off' },
      value: of,
      cell: (row) => number(of(row)),
    })
    return [
      { id: 'name', header: 'Name', value: (row) => row.territory, grow: true, phone: 'title' },
      amount('before', 'Potential now', 'What its accounts closed in the last twelve months.', (row) => row.before),
      amount('after', 'After the moves', 'The same, after the accounts have changed hands.', (row) => row.after),
      count('accountsBefore', 'Accounts now', 'Accounts that it serves today.', (row) => row.accountsBefore),
      count('accountsAfter', 'After', 'Accounts that it would serve after the moves.', (row) => row.accountsAfter),
    ]
  }, [money, number, currency])
  return (
    <DataGrid<Row>
      name="territory-balance"
      label="Territories"
      columns={columns}
      rows={balance.territories}
      rowId={(row) => row.id}
      opens={({ id }) =>
        of === 'people'
          ? screenAt('/crm/deals', { outcome: 'won', owner: id })
          : screenAt('/crm/accounts', { territory: id })
      }
    />
  )
}
