import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import { kinds, type Resource, validities } from '../../schema.ts'
import { ResourceDetail } from './ResourceDetail.tsx'
import { resourceColumns } from './resource-columns.tsx'

const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
const filters = [
  { param: 'kind', label: 'Kind', single: true, options: plain(kinds) },
  { param: 'validity', label: 'Validity', single: true, options: plain(validities) },
]

/** Playbooks, battlecards, decks and courses. */
export function ResourcesTab() {
  const [{ kind, validity, resource }, change] = useUrlParams()
  const format = useFormat()
  const list = useCall(enablementContract.resources, { query: { kind, validity, limit: 1000 } as never })
  const columns = useMemo(() => resourceColumns(format), [format])
  return (
    <Ready call={list} loading={<LoadingBlock height={420} />}>
      {({ resources, total }) => (
        <>
          <DataGrid<Resource>
            name="resources"
            label="Resources"
            columns={columns}
            rows={resources}
            rowId={({ id }) => id}
            total={total}
            openId={resource ?? null}
            onOpen={({ id }) => change({ resource: id }, { push: true })}
            viewParams={['kind', 'validity']}
            toolbar={<FilterChips filters={filters} />}
            actions={
              <AddButton param="resource" may="enablement:edit">
                Add resource
              </AddButton>
            }
            empty={
              <EmptyState
                title="No resources here"
                teaches="A resource is a playbook, battlecard, deck or course. With tags for stage, segment and family it is shown on the deals where it helps."
              />
            }
          />
          <RecordDrawer
            param="resource"
            noun="resource"
            rows={resources}
            rowId={({ id }) => id}
            nameOf={({ name }) => name}
          >
            {(row) => <ResourceDetail resource={row} />}
          </RecordDrawer>
        </>
      )}
    </Ready>
  )
}
