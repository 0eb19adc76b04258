import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { SetName } from '../deals/set-names.ts'
import type { QualityKind } from '../quality/kinds.ts'
import type { DealLine } from '../schema.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import { useOpenDeal } from './use-open-deal.ts'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'

/** The deals of a set, or of one segment of it, as they stood on the day looked at. */
export function SetDeals(props: {
  set: SetName
  fault?: QualityKind
  by?: string | undefined
  keys?: string | undefined
}) {
  const { due, view } = useView()
  const { window } = useWindow()
  const isOfPeriod = ['open', 'overdue', 'omitted', 'slipped'].includes(props.set)
  const openDeal = useOpenDeal()
  const format = useFormat()
  const query = {
    ...(isOfPeriod ? due : { ...view, ...window }),
    set: props.set,
    ...(props.fault && { fault: props.fault }),
    limit: 200,
    ...(props.by && { by: props.by as SegmentName, keys: props.keys ?? '' }),
  }
  const pages = useCallPages(pipelineContract.deals, { query }, (last) =>
    last.next === null ? null : { ...query, offset: last.next },
  )
  const page = (offset: number) => call(pipelineContract.deals, { query: { ...query, offset } })
  const first = pages.data?.pages[0]
  const columns = useMemo(
    () => dealColumns(format, first && format.money(first.amountMinor, first.basis.currency)),
    [format, first],
  )
  const deals = pages.data?.pages.flatMap((page) => page.deals) ?? []
  if (pages.error && deals.length === 0) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<DealLine>
      name="pipeline-deals"
      label="Deals"
      columns={columns}
      rows={deals}
      rowId={(deal) => deal.id}
      onOpen={(deal) => openDeal(deal.id)}
      total={first?.count ?? 0}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => (await everyPage(page)).flatMap(({ deals: all }) => all)}
    />
  )
}

function dealColumns(format: ReturnType<typeof useFormat>, sum: string | undefined): Column<DealLine>[] {
  const day = (text: string | null) => (text ? format.day(text) : '')
  return [
    { id: 'name', header: 'Deal', value: (deal) => deal.name, grow: true, phone: 'title' },
    {
      id: 'amount',
      header: 'Amount',
      kind: 'number',
      value: (deal) => deal.companyMinor,
      cell: (deal) => (deal.amountMinor === null ? 'none' : format.money(deal.amountMinor, deal.currency)),
      phone: 'aside',
      ...(sum !== undefined && { sum }),
    },
    { id: 'stage', header: 'Stage', value: (deal) => deal.stageName, phone: 'line' },
    {
      id: 'expected',
      header: 'Expected close',
      value: (deal) => deal.expectedClose,
      cell: (deal) => day(deal.expectedClose),
      phone: 'line',
    },
    { id: 'closed', header: 'Closed', value: (deal) => deal.closedOn, cell: (deal) => day(deal.closedOn) },
    { id: 'created', header: 'Created', value: (deal) => deal.createdOn, cell: (deal) => day(deal.createdOn) },
    { id: 'owner', header: 'Owner', value: (deal) => deal.ownerName },
  ]
}
