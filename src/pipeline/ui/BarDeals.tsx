import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { DealLine } from '../schema.ts'
import type { barMeanings } from '../waterfall/meanings.ts'
import { useOpenDeal } from './use-open-deal.ts'
import { useView } from './use-view.ts'

type Step = { amountMinor: number; before: DealLine | null; after: DealLine | null }

/** The deals of one bar: what each moved, and how it stood before and after. */
export function BarDeals({ bar }: { bar: keyof typeof barMeanings }) {
  const { due, since, day } = useView()
  const openDeal = useOpenDeal()
  const format = useFormat()
  const query = { ...due, from: since ?? '', to: day, bar, limit: 200 }
  const pages = useCallPages(pipelineContract.waterfallDeals, { query }, (last) =>
    last.next === null ? null : { ...query, offset: last.next },
  )
  const page = (offset: number) => call(pipelineContract.waterfallDeals, { query: { ...query, offset } })
  const columns = useMemo(() => stepColumns(format), [format])
  const steps = pages.data?.pages.flatMap((page) => page.steps) ?? []
  if (pages.error && steps.length === 0) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<Step>
      name={`pipeline-bar-${bar}`}
      label="Deals of this bar"
      columns={columns}
      rows={steps}
      rowId={(step) => (step.after ?? step.before)!.id}
      onOpen={(step) => openDeal((step.after ?? step.before)!.id)}
      total={pages.data?.pages[0]?.count ?? 0}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => (await everyPage(page)).flatMap(({ steps: all }) => all)}
    />
  )
}

function stepColumns(format: ReturnType<typeof useFormat>): Column<Step>[] {
  const of = (step: Step) => (step.after ?? step.before)!
  const day = (text: string | null | undefined) => (text ? format.day(text) : '')
  const changed = (from: string | undefined, to: string | undefined) =>
    from === undefined || to === undefined || from === to ? (to ?? from ?? '') : `${from} → ${to}`
  return [
    { id: 'name', header: 'Deal', value: (step) => of(step).name, grow: true, phone: 'title' },
    {
      id: 'moved',
      header: 'Moved',
      kind: 'number',
      value: (step) => step.amountMinor,
      cell: (step) => format.money(step.amountMinor),
      phone: 'aside',
    },
    {
      id: 'stage',
      header: 'Stage',
      value: (step) => changed(step.before?.stageName, step.after?.stageName),
      width: 200,
      phone: 'line',
    },
    {
      id: 'close',
      header: 'Expected close',
      value: (step) => changed(day(step.before?.expectedClose), day(step.after?.expectedClose)),
      width: 200,
      phone: 'line',
    },
    {
      id: 'owner',
      header: 'Owner',
      value: (step) => changed(step.before?.ownerName ?? undefined, step.after?.ownerName ?? undefined),
    },
  ]
}
