import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { type Territory, territoriesContract } from '../../territories/contract.ts'
import { TerritoryForm } from './TerritoryForm.tsx'
import { type TerritoryRow, territoryRows } from './territory-rows.ts'

const columns: Column<TerritoryRow>[] = [
  {
    id: 'name',
    header: 'Territory',
    value: (row) => row.name,
    cell: (row) => <span style={{ paddingLeft: row.depth * 20 }}>{row.name}</span>,
    phone: 'title',
    grow: true,
    sortable: false,
  },
  {
    id: 'teams',
    header: 'Teams',
    kind: 'number',
    value: (row) => row.teams,
    width: 80,
    sortable: false,
    phone: 'off',
  },
  {
    id: 'sites',
    header: 'Sites',
    kind: 'number',
    value: (row) => row.sites,
    width: 80,
    sortable: false,
    phone: 'off',
  },
]

/** The tree of territories. */
export function TerritoryList() {
  const territories = useCall(territoriesContract.list)
  return <Ready call={territories}>{(data) => <Territories territories={data.territories} />}</Ready>
}

function Territories({ territories }: { territories: Territory[] }) {
  const [open, setOpen] = useUrlParam('territory')
  const rows = useMemo(() => territoryRows(territories), [territories])
  return (
    <>
      <DataGrid
        name="territories"
        label="Territories"
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        openId={open}
        onOpen={(row) => setOpen(row.id, { push: true })}
        toolbar={
          <AddButton param="territory" may="company:edit">
            Add territory
          </AddButton>
        }
        empty={
          <EmptyState
            title="No territories yet"
            teaches="A territory is where you sell; one may lie in another. Order lines and teams carry a territory, and demand is summed along this tree."
          />
        }
      />
      <RecordDrawer
        param="territory"
        noun="territory"
        rows={territories}
        rowId={(row) => row.id}
        nameOf={(row) => row.name}
      >
        {(territory) => <TerritoryForm territory={territory} />}
      </RecordDrawer>
    </>
  )
}
