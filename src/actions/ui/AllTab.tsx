import { useMemo } from 'react'
import { actionsContract } from '#actions/contract.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Action } from '../schema.ts'
import { actionColumns } from './action-columns.tsx'
import { useActionsEdit } from './use-actions-edit.ts'

const filters = [
  {
    param: 'state',
    label: 'State',
    single: true,
    options: [
      { value: 'open', label: 'Open' },
      { value: 'done', label: 'Done' },
      { value: 'dropped', label: 'Dropped' },
    ],
  },
  {
    param: 'owner',
    label: 'Owner',
    single: true,
    options: [
      { value: 'me', label: 'Me' },
      { value: 'none', label: 'Nobody yet' },
    ],
  },
  { param: 'late', label: 'Late', single: true, options: [{ value: 'true', label: 'Only what is late' }] },
]

/** Every action that I may see, as a grid. */
export function AllTab() {
  const [search, change] = useUrlParams()
  const format = useFormat()
  const { can } = useSession()
  const onEdit = useActionsEdit()
  const { state, owner, late } = search
  const list = useCall(actionsContract.actions, { query: { state, owner, late, limit: 500 } as never })
  const columns = useMemo(() => actionColumns(format), [format])
  return (
    <Ready call={list}>
      {({ actions, total }) => (
        <DataGrid<Action>
          name="actions"
          label="Actions"
          columns={columns}
          rows={actions}
          rowId={(action) => action.id}
          total={total}
          openId={search.action ?? null}
          onOpen={(action) => change({ action: action.id }, { push: true })}
          {...(can('actions:write') && { onEdit })}
          viewParams={['state', 'owner', 'late']}
          toolbar={<FilterChips filters={filters} />}
          empty={
            <EmptyState
              title="No action here"
              teaches="Actions on things that you may see stand here, whoever owns them. Clear the filters to see all."
            />
          }
        />
      )}
    </Ready>
  )
}
