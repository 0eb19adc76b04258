import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { RunningNow, SeriesDetail } from '../schema.ts'
import classes from './demand.module.css'
import { type Amounts, useAmounts } from './use-amounts.ts'
import { type DemandView, queryOf } from './use-view.ts'

/** The running period: what came against what was expected by now, and the orders behind it. */
export function RunningPart({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const call = useCall(demandContract.running, { query: { ...queryOf(view), node: view.node } })
  const amounts = useAmounts(view.measure, detail.unit)
  return (
    <Ready call={call}>
      {({ running }) =>
        running ? (
          <Running running={running} amounts={amounts} />
        ) : (
          <p className={classes.calm}>No {view.grain} runs that a forecast covers.</p>
        )
      }
    </Ready>
  )
}

function Running({ running, amounts }: { running: RunningNow; amounts: Amounts }) {
  const { day } = useFormat()
  const [, openPeriod] = useUrlParam('period')
  const { full, exact, width } = amounts
  const columns = useMemo(() => columnsFor(amounts, day), [amounts, day])
  const { soFar, expectedByNow, forecast, nowcast, through, label, usualOrder, orderCount } = running
  const rows = `largest of ${orderCount} orders`
  const orders = (value: string) => <NumberBelow value={value} rows={rows} />
  return (
    <div className={classes.accuracy}>
      <Explained
        of="The running period"
        rows={orders('Orders')}
        means="Orders taken since the period began, against what is usually in by this day, and what is still expected of the rest. Nothing is expected below what came."
      >
        <strong>{running.sentence}</strong>
      </Explained>
      <dl className={classes.facts} data-explained>
        <dt>Came by {day(through)}</dt>
        <dd>{orders(exact(soFar))}</dd>
        <dt>Usually come by then</dt>
        <dd>{orders(full(expectedByNow))} of what was expected</dd>
        <dt>Expected of {label} before it began</dt>
        <dd>
          <NumberDoor
            value={`${full(forecast.mean)} (${width(0.8)} between ${full(forecast.lo80)} and ${full(forecast.hi80)})`}
            door="forecast"
          />
        </dd>
        <dt>Expected of {label} now</dt>
        <dd>
          <NumberDoor
            value={`${full(nowcast.mean)} (${width(0.8)} between ${full(nowcast.lo80)} and ${full(nowcast.hi80)})`}
            door="forecast"
          />
        </dd>
        {usualOrder && <dt>An order usually holds</dt>}
        {usualOrder && <dd>{orders(`${full(usualOrder.median)}; 95 of 100 hold at most ${full(usualOrder.p95)}`)}</dd>}
      </dl>
      {orderCount === null ? (
        <p className={classes.calm}>Your role sees sums, not single orders.</p>
      ) : (
        <DataGrid
          name="demand-running"
          label={rows}
          columns={columns}
          rows={running.orders}
          rowId={(order) => `${order.order}-${order.orderedOn}-${order.receivedAt}-${order.size}`}
          onOpen={() => openPeriod(running.startsOn, { push: true })}
          height="360px"
          empty={<EmptyState title="No orders yet" teaches="Orders of this period appear here as they come." />}
        />
      )}
    </div>
  )
}

type Order = RunningNow['orders'][number]

function columnsFor({ unit, full }: Amounts, day: (text: string) => string): Column<Order>[] {
  return [
    {
      id: 'order',
      header: 'Order',
      value: ({ order }) => order ?? 'no number',
      definition: 'The number of the order, as its source calls it.',
      phone: 'title',
      width: 130,
    },
    { id: 'account', header: 'Account', value: ({ account }) => account, phone: 'line', grow: true },
    {
      id: 'orderedOn',
      header: 'Ordered on',

      value: ({ orderedOn }) => orderedOn,
      cell: ({ orderedOn }) => day(orderedOn),
      ifRoom: true,
      phone: 'line',
      width: 120,
    },
    {
      ...{ id: 'size', header: 'Holds', unit, kind: 'number', phone: 'aside', width: 110 },
      value: ({ size }) => size,
      definition: 'What the order holds of this family or item in the running period.',
      cell: ({ size }) => full(size),
    },
    {
      ...{ id: 'note', header: 'Note', phone: 'line', width: 190 },
      value: (order) => (order.standsOut ? 'larger than usual' : ''),
    },
  ]
}
