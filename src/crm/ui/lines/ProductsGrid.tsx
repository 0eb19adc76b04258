import { type ReactNode, useMemo } from 'react'
import type { z } from 'zod'
import { crmContract } from '#crm/contract.ts'
import { majorText } from '#platform/numbers/minor.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'

type Line = z.output<typeof crmContract.listDealLines.reply>['lines'][number]
type Format = ReturnType<typeof useFormat>

/** The products of the deals that the filters leave, a row each; a file of them goes in again as it came out. */
export function ProductsGrid({
  filter,
  toolbar,
  viewParams,
}: {
  filter: Record<string, string | null>
  toolbar: ReactNode
  viewParams: string[]
}) {
  const [search, change] = useUrlParams()
  const format = useFormat()
  const pages = useCallPages(crmContract.listDealLines, { query: { ...filter, limit: 200 } }, (last) =>
    last.next === null ? null : { offset: last.next },
  )
  const lines = useMemo(() => pages.data?.pages.flatMap((page) => page.lines) ?? [], [pages.data])
  const columns = useMemo(() => columnsOf(format), [format])
  const page = (offset: number) => call(crmContract.listDealLines, { query: { ...filter, offset, limit: 500 } })
  if (pages.error && lines.length === 0) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<Line>
      name="products-of-deals"
      label="Products of deals"
      columns={columns}
      fileColumns={fileColumns}
      rows={lines}
      rowId={(line) => line.id}
      openId={null}
      onOpen={(line) => change({ deal: line.dealId }, { push: true })}
      total={pages.data?.pages[0]?.total ?? lines.length}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => (await everyPage(page)).flatMap(({ lines: all }) => all)}
      viewParams={viewParams}
      toolbar={toolbar}
      height="max(320px, calc(100dvh - 330px))"
      empty={
        <EmptyState
          title="No products here"
          teaches={
            search.item
              ? 'No deal that matches has a line of this item.'
              : 'Here you will see what the deals are about, item by item. Lines come from Salesforce or HubSpot, from a file of products of deals, or are added in the drawer of a deal.'
          }
        />
      }
    />
  )
}

function columnsOf(format: Format): Column<Line>[] {
  const day = (value: string | null) => (value === null ? '' : format.day(value))
  const fixed = { sortable: false } as const
  return [
    {
      id: 'item',
      header: 'Item',
      fileHeader: 'Called',
      value: (line) => line.itemName,
      width: 190,
      phone: 'title',
      ...fixed,
    },
    {
      id: 'deal',
      header: 'Deal',
      fileHeader: 'Name of the deal',
      value: (line) => line.dealName,
      grow: true,
      phone: 'line',
      ...fixed,
    },
    { id: 'account', header: 'Account', value: (line) => line.accountName, width: 160, hidden: true, ...fixed },
    {
      ...{ id: 'quantity', header: 'Quantity', kind: 'number', width: 100, phone: 'line', ...fixed },
      value: (line) => line.quantity,
      cell: (line) => format.decimal(line.quantity),
    },
    {
      ...{ id: 'unitPrice', header: 'Unit price', kind: 'number', adds: false, width: 130, phone: 'off', ...fixed },
      value: (line) => line.unitPrice,
      cell: (line) => (line.unitPrice === null ? '' : format.decimalMoney(line.unitPrice, line.currency)),
    },
    {
      ...{ id: 'discount', header: 'Discount', kind: 'number', adds: false, width: 100, hidden: true, ...fixed },
      value: (line) => line.discount,
      cell: (line) => (line.discount === null ? '' : format.percent(Number(line.discount), 1)),
    },
    {
      ...{
        id: 'amount',
        header: 'Amount',
        fileHeader: 'Comes to',
        kind: 'number',
        width: 140,
        phone: 'aside',
        ...fixed,
      },
      definition: 'Quantity times unit price, less the discount, in the currency of the deal.',
      value: (line) => line.amountMinor,
      currency: (line) => line.currency,
      cell: (line) => format.money(line.amountMinor, line.currency),
    },
    {
      ...{ id: 'shipsOn', header: 'Ships', fileHeader: 'Expected ship date', width: 130, phone: 'line', ...fixed },
      definition: 'When it is expected to ship; where none is said, the day the deal is expected to close counts.',
      value: (line) => line.shipsOn,
      cell: (line) => day(line.shipsOn),
    },
    {
      ...{
        id: 'expectedClose',
        header: 'Expected close',
        fileHeader: 'Deal closes',
        width: 130,
        phone: 'off',
        ...fixed,
      },
      value: (line) => line.expectedClose,
      cell: (line) => day(line.expectedClose),
    },
  ]
}

/** By these a file of lines goes in again. */
const fileColumns: Column<Line>[] = [
  {
    id: 'key',
    header: 'Line id',
    definition: 'By this the line is found again.',
    value: (line) => line.externalId ?? line.id,
  },
  { id: 'dealKey', header: 'Deal id', value: (line) => line.dealExternalId ?? line.dealId },
  { id: 'itemCode', header: 'Item code', value: (line) => line.itemCode ?? line.itemName },
  {
    id: 'stated',
    header: 'Amount',
    definition: 'Of lines without a unit price.',
    value: (line) => (line.unitPrice === null ? majorText(line.amountMinor, line.currency) : null),
  },
]
