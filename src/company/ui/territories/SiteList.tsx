import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { type Site, sitesContract } from '../../sites/contract.ts'
import { SiteForm } from './SiteForm.tsx'

/** The sites. */
export function SiteList() {
  const sites = useCall(sitesContract.list)
  return <Ready call={sites}>{(data) => <Sites sites={data.sites} />}</Ready>
}

function Sites({ sites }: { sites: Site[] }) {
  const [open, setOpen] = useUrlParam('site')
  const columns = useMemo(
    (): Column<Site>[] => [
      { id: 'name', header: 'Site', value: (site) => site.name, phone: 'title', grow: true },
      { id: 'kind', header: 'Kind', value: (site) => site.kind, width: 110, phone: 'aside' },
      { id: 'territory', header: 'Territory', value: (site) => site.territory?.name ?? null, width: 140 },
    ],
    [],
  )
  return (
    <>
      <DataGrid
        name="sites"
        label="Sites"
        columns={columns}
        rows={sites}
        rowId={(site) => site.id}
        openId={open}
        onOpen={(site) => setOpen(site.id, { push: true })}
        toolbar={
          <AddButton param="site" may="company:edit">
            Add site
          </AddButton>
        }
        empty={
          <EmptyState
            title="No sites yet"
            teaches="A site is a plant, a warehouse or an office: where you make, buy and hold what you sell."
          />
        }
      />
      <RecordDrawer param="site" noun="site" rows={sites} rowId={(site) => site.id} nameOf={(site) => site.name}>
        {(site) => <SiteForm site={site} />}
      </RecordDrawer>
    </>
  )
}
