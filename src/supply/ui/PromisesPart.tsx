import { SegmentedControl, Stack } from '@mantine/core'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { screenAt, useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { questionsContract } from '../contract.ts'

type Promises = z.output<typeof questionsContract.promises.reply>
type Row = Promises['promises'][number]

/** When open order lines and open deals can be delivered, and which cannot by the day they are wanted. */
export function PromisesPart() {
  const [shown, show] = useUrlParam('promises')
  const call = useCall(questionsContract.promises, { query: { limit: 2_000 } })
  const columns = useColumns()
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {(data) =>
        data.orders + data.deals === 0 ? (
          <EmptyState
            title="Nothing is open that could be promised"
            teaches="Here you will see when each open order line, and each open deal with an item and an expected close, can be delivered."
            needs="order lines with a due day that have not shipped, or open deals with an item."
          />
        ) : (
          <Stack gap="md">
            <InShort data={data} />
            <SegmentedControl
              size="xs"
              aria-label="Which are shown"
              value={shown === 'all' ? 'all' : 'late'}
              onChange={(value) => show(value === 'all' ? 'all' : null)}
              data={[
                { value: 'late', label: 'Late' },
                { value: 'all', label: 'All' },
              ]}
              style={{ alignSelf: 'start' }}
            />
            <DataGrid<Row>
              name="supply-promises"
              label="Order lines and deals"
              columns={columns}
              rows={shown === 'all' ? data.promises : data.promises.filter(({ inTime }) => !inTime)}
              rowId={(row) => `${row.kind}/${row.id}/${row.item}/${row.wantedOn}`}
              opens={(row) =>
                row.kind === 'deal'
                  ? `/crm/deals?deal=${row.id}`
                  : screenAt('/supply', { tab: 'pegging', item: row.item })
              }
            />
          </Stack>
        )
      }
    </Ready>
  )
}

function InShort({ data }: { data: Promises }) {
  const { number } = useFormat()
  const count = (kind: Row['kind'], whens: readonly Row['when'][]) =>
    data.promises.filter((promise) => promise.kind === kind && whens.includes(promise.when)).length
  const late = (kind: Row['kind']) => count(kind, ['late', 'not within the plan'])
  const unsure = count('order', ['within the month']) + count('deal', ['within the month'])
  const lateOnes = (value: number) => <NumberLink value={number(value)} to="/supply?tab=promises" label="Late" />
  const all = (value: number) => <NumberLink value={number(value)} to="/supply?tab=promises&promises=all" label="All" />
  return (
    <Answer
      tone={data.late === 0 ? 'ahead' : 'behind'}
      means="Open are order lines with a due day that have not shipped, and open deals with an item and an expected close. Each is promised what stock and the newest plan have left after everything wanted before it, orders before deals; a month of the plan counts as its last day. The rows stand below."
    >
      {data.orders > 0 && (
        <>
          {lateOnes(late('order'))} of {all(data.orders)} open order lines cannot be delivered in the month in which
          they are due.{' '}
        </>
      )}
      {data.deals > 0 && (
        <>
          {lateOnes(late('deal'))} of {all(data.deals)} open deals cannot ship in the month of their expected close.{' '}
        </>
      )}
      {unsure > 0 && <>{all(unsure)} more come by the end of their month, perhaps after their day.</>}
    </Answer>
  )
}

function useColumns(): Column<Row>[] {
  const { day, number } = useFormat()
  return [
    {
      id: 'label',
      header: 'Order or deal',
      value: (row) => row.label,
      definition: 'Order number and line, or the name of the deal.',
      grow: true,
      phone: 'title',
    },
    { id: 'kind', header: 'Kind', value: (row) => (row.kind === 'order' ? 'order line' : 'deal'), width: 100 },
    { id: 'account', header: 'Account', value: (row) => row.account, width: 200, phone: 'line' },
    { id: 'item', header: 'Item', value: (row) => row.item, width: 110, phone: 'line' },
    {
      id: 'quantity',
      header: 'Units',
      definition: 'Of an order line, units that have not shipped; of a deal, its amount at list price, in whole units.',
      kind: 'number',
      width: 90,
      value: (row) => row.quantity,
      cell: (row) => number(row.quantity),
    },
    {
      id: 'wantedOn',
      header: 'Wanted',
      definition: 'Due day of an order line, expected close of a deal.',
      width: 120,
      value: (row) => row.wantedOn,
      cell: (row) => day(row.wantedOn),
      phone: 'line',
    },
    {
      id: 'promisedOn',
      header: 'Can be delivered',
      definition:
        'Today where it is in stock, else the last day of the first month by which the newest plan can serve it after everything wanted before; orders before deals.',
      width: 170,
      value: (row) => row.promisedOn,
      cell: (row) => (
        <Tone tone={row.inTime ? 'ahead' : row.when === 'within the month' ? 'uncertain' : 'behind'}>
          {row.promisedOn === null ? 'not within the plan' : day(row.promisedOn)}
        </Tone>
      ),
      phone: 'aside',
    },
  ]
}
