import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Deal, deals } from './data.ts'

const all = deals(12_000)

export function GridPage() {
  const { money, day } = useFormat()
  const [open, setOpen] = useUrlParam('deal')
  const [grouped] = useUrlParam('group')
  const [count] = useUrlParam('rows')
  const rows = useMemo(() => (count === null ? all : all.slice(0, Number(count))), [count])
  const columns = useMemo(
    (): Column<Deal>[] => [
      { id: 'name', header: 'Deal', value: (deal) => deal.name, grow: true, phone: 'title' },
      { id: 'account', header: 'Account', value: (deal) => deal.account, phone: 'line' },
      { id: 'owner', header: 'Owner', value: (deal) => deal.owner, width: 170, phone: 'line' },
      { id: 'stage', header: 'Stage', value: (deal) => deal.stage, phone: 'line' },
      {
        id: 'amount',
        header: 'Amount',
        unit: 'USD',
        kind: 'number',
        width: 160,
        value: (deal) => deal.amount,
        cell: (deal) => money(deal.amount),
        definition: 'What the deal is worth.',
        sum: money(rows.reduce((sum, deal) => sum + deal.amount, 0)),
        phone: 'aside',
      },
      {
        id: 'closes',
        header: 'Closes',
        kind: 'number',
        value: (deal) => deal.closes,
        cell: (deal) => (deal.closes ? day(deal.closes) : 'no date'),
      },
      { id: 'id', header: 'Number', kind: 'number', value: (deal) => Number(deal.id), hidden: true },
    ],
    [money, day, rows],
  )
  const group = useMemo(
    () => (grouped ? (deal: Deal) => ({ key: deal.stage, label: deal.stage, aside: '3,000 deals' }) : undefined),
    [grouped],
  )
  return (
    <Page title="Deals">
      <DataGrid
        name="kit"
        label="Deals"
        columns={columns}
        rows={rows}
        rowId={(deal) => deal.id}
        openId={open}
        onOpen={(deal) => setOpen(deal.id, { push: true })}
        toolbar={
          <FilterChips filters={[{ param: 'stage', label: 'Stage', options: [{ value: 'won', label: 'Won' }] }]} />
        }
        {...(group && { group })}
        empty={
          <EmptyState
            title="No deals yet"
            teaches="Here you will see every deal with its history."
            needs="A CRM export."
          />
        }
      />
      <DetailDrawer param="deal" title={(id) => `Deal ${id}`}>
        {(id) => <p>History of deal {id}.</p>}
      </DetailDrawer>
    </Page>
  )
}
