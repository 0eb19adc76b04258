import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type CountQuota, countsContract } from '../../counts/contract.ts'
import { CountDetail } from './CountDetail.tsx'
import { CountForm } from './CountForm.tsx'
import { countColumns } from './count-columns.ts'
import classes from './counts.module.css'
import { SpreadButton } from './SpreadCounts.tsx'

/** Goals that are no money: meetings, calls, leads, deals and units, each held against what came within its own dates. */
export function CountsTab({ from, to }: { from: string; to: string }) {
  const call = useCall(countsContract.countQuotas, { query: { from, to } })
  const [search, change] = useUrlParams()
  const format = useFormat()
  const columns = useMemo(() => countColumns(format), [format])
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ quotas }) => (
        <>
          <DataGrid<CountQuota>
            name="goals-counts"
            label="Goals in counts and units"
            columns={columns}
            rows={quotas}
            rowId={({ id }) => id}
            openId={search.count ?? null}
            onOpen={({ id }) => change({ count: id }, { push: true })}
            toolbar={
              <div className={classes.tools}>
                <AddButton param="count" may="goals:edit">
                  Set a count
                </AddButton>
                <SpreadButton from={from} to={to} />
              </div>
            }
            empty={
              <EmptyState
                title="No goals in counts or units here"
                teaches="A goal may count meetings held, calls made, leads qualified, deals created or won, or units sold. Set one, spread one over people, or import a file with a column that says what it counts."
              />
            }
          />
          <RecordDrawer
            param="count"
            noun="goal in a count"
            rows={quotas}
            rowId={({ id }) => id}
            nameOf={({ subjectName, metric }) => `${subjectName}: ${metric}`}
          >
            {(quota) => (quota ? <CountDetail quota={quota} /> : <CountForm from={from} to={to} />)}
          </RecordDrawer>
        </>
      )}
    </Ready>
  )
}
