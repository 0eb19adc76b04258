import { useMemo } from 'react'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { goalsContract } from '../contract.ts'
import type { AttainedQuota } from '../schema.ts'
import { lineId } from './LinesGrid.tsx'
import { quotaColumns, quotaFileColumns } from './quota-columns.tsx'

/** Every quota that touches the period in view, held against what was closed within its own dates. */
export function QuotasGrid({ from, to }: { from: string; to: string }) {
  const call = useCall(goalsContract.attainedQuotas, { query: { from, to } })
  const [search, change] = useUrlParams()
  const format = useFormat()
  const currency = call.data?.currency ?? ''
  const columns = useMemo(() => quotaColumns(format, currency), [format, currency])
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ quotas }) => (
        <DataGrid<AttainedQuota>
          name="goals-quotas"
          label="Quotas"
          columns={columns}
          rows={quotas}
          fileColumns={quotaFileColumns}
          rowId={(quota) => quota.id}
          openId={search.line ?? null}
          onOpen={(quota) => change({ line: lineId(quota) }, { push: true })}
        />
      )}
    </Ready>
  )
}
