import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { goalsContract } from '../contract.ts'
import type { AttainedQuota } from '../schema.ts'
import classes from './goals.module.css'
import { lineId } from './LinesGrid.tsx'

/** Every quota that touches the period in view, held against what was closed within its own dates. */
export function QuotasGrid({ from, to }: { from: string; to: string }) {
  const call = useCall(goalsContract.attainedQuotas, { query: { from, to } })
  const [search, change] = useUrlParams()
  const format = useFormat()
  const currency = call.data?.currency ?? ''
  const columns = useMemo(() => columnsOf(format, currency), [format, currency])
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ quotas }) => (
        <DataGrid<AttainedQuota>
          name="goals-quotas"
          label="Quotas"
          columns={columns}
          rows={quotas}
          rowId={(quota) => quota.id}
          openId={search.line ?? null}
          onOpen={(quota) => change({ line: lineId(quota) }, { push: true })}
        />
      )}
    </Ready>
  )
}

function columnsOf(format: ReturnType<typeof useFormat>, currency: string): Column<AttainedQuota>[] {
  const money = (minor: number | null) =>
    minor === null ? <span className={classes.none}>no rate</span> : format.money(minor, currency)
  const share = (value: number | null) => (value === null ? '' : format.percent(value))
  const figure = (id: string, header: string, of: (quota: AttainedQuota) => number | null): Column<AttainedQuota> => ({
    id,
    header,
    kind: 'number',
    width: 136,
    value: of,
    currency: () => currency,
    cell: (quota) => money(of(quota)),
    phone: 'line',
  })
  return [
    { id: 'whose', header: 'Whose', value: (quota) => quota.subjectName, grow: true, phone: 'title' },
    {
      id: 'from',
      header: 'From',
      width: 110,
      value: (quota) => quota.startsOn,
      cell: (quota) => format.day(quota.startsOn),
      phone: 'line',
    },
    {
      id: 'to',
      header: 'Until before',
      width: 110,
      value: (quota) => quota.endsOn,
      cell: (quota) => format.day(quota.endsOn),
      phone: 'line',
    },
    { id: 'counts', header: 'Counts', width: 100, value: (quota) => quota.counts },
    figure('quota', 'Quota', (quota) => quota.companyMinor),
    figure('closed', 'Closed', (quota) => quota.closedMinor),
    {
      id: 'attained',
      header: 'Attained',
      kind: 'number',
      width: 92,
      value: (quota) => quota.attainment,
      cell: (quota) => share(quota.attainment),
      phone: 'line',
    },
    figure('withReports', 'With reports', (quota) => quota.withReportsMinor),
  ]
}
