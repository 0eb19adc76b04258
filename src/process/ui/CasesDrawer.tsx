import { useMemo } from 'react'
import type { z } from 'zod'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { processContract } from '../contract.ts'
import { inWords } from './durations.ts'

type Case = z.output<(typeof processContract)['cases']['reply']>['cases'][number]

/** Which cases a figure counts, as the address says it: `flowFrom=A&flowTo=B`, `like=CASE`, `repeats=A`, `deviation=KIND A`; empty: all. */
export function casesBehind(asked: Record<string, string> = {}): string {
  return new URLSearchParams(asked).toString() || 'all'
}

/** The cases behind a figure, the longest first; a case of the deals opens its deal. */
export function CasesDrawer({ log }: { log: string }) {
  return (
    <DetailDrawer
      param="cases"
      size={860}
      title={log === 'deals' ? 'Deals behind the figure' : 'Cases behind the figure'}
      definition="The cases that the figure counts, the longest first. The duration runs from the first event to the last."
    >
      {(asked) => <Cases log={log} asked={asked} />}
    </DetailDrawer>
  )
}

function Cases({ log, asked }: { log: string; asked: string }) {
  const query = useMemo(
    () => ({ ...(asked !== 'all' && Object.fromEntries(new URLSearchParams(asked))), limit: 200 }),
    [asked],
  )
  const pages = useCallPages(processContract.cases, { params: { log }, query }, (last, all) => {
    const loaded = all.reduce((sum, page) => sum + page.cases.length, 0)
    return loaded < last.total ? { ...query, offset: loaded } : null
  })
  const columns = useColumns(log === 'deals')
  const total = pages.data?.pages[0]?.total ?? 0
  if (pages.error && !pages.data) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<Case>
      name="process-cases"
      label={log === 'deals' ? 'Deals' : 'Cases'}
      columns={columns}
      rows={pages.data?.pages.flatMap(({ cases }) => cases) ?? []}
      rowId={(row) => row.case}
      opens={({ dealId }) => dealId && `/crm/deals?deal=${dealId}`}
      total={total}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => {
        const every = await everyPage(async (offset) => {
          const page = await call(processContract.cases, { params: { log }, query: { ...query, offset } })
          const loaded = offset + page.cases.length
          return { ...page, next: loaded < page.total ? loaded : null }
        })
        return every.flatMap(({ cases }) => cases)
      }}
    />
  )
}

function useColumns(isDeals: boolean): Column<Case>[] {
  const { number, money } = useFormat()
  return useMemo(
    (): Column<Case>[] => [
      {
        id: 'case',
        header: isDeals ? 'Deal' : 'Case',
        value: (row) => row.name ?? row.case,
        grow: true,
        phone: 'title',
      },
      {
        id: 'duration',
        header: 'Duration',
        kind: 'number',
        adds: false,
        width: 120,
        phone: 'aside',
        value: (row) => row.duration,
        cell: (row) => inWords(row.duration, number),
        definition: 'From the first event of the case to its last.',
      },
      {
        id: 'events',
        header: 'Events',
        kind: 'number',
        width: 100,
        phone: 'line',
        value: (row) => row.events,
        cell: (row) => number(row.events),
        definition: 'How many activities it went through, repeated ones too.',
      },
      {
        id: 'worth',
        header: 'Worth',
        kind: 'number',
        width: 150,
        phone: 'line',
        value: (row) => row.amount,
        cell: (row) => (row.amount === null ? 'no worth' : isDeals ? money(row.amount) : number(row.amount)),
        definition: 'What the case is worth; of deals in the currency of the company.',
      },
    ],
    [isDeals, number, money],
  )
}
