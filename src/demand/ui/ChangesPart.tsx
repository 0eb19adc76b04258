import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { Change } from '../schema.ts'
import classes from './demand.module.css'
import { type Amounts, useAmounts } from './use-amounts.ts'
import { type DemandView, queryOf } from './use-view.ts'

/** What moved since the previous forecast, item by item, largest first. */
export function ChangesPart({ view }: { view: DemandView }) {
  const call = useCall(demandContract.changes, { query: { ...queryOf(view), level: 'item' } })
  const { instant } = useFormat()
  const amounts = useAmounts(view.measure)
  const columns = useMemo(() => columnsFor(amounts), [amounts])
  return (
    <Ready call={call}>
      {({ previousAt, periods, changes }) =>
        previousAt === null ? (
          <p className={classes.calm}>This is the first forecast: there is none before it to compare with.</p>
        ) : changes.length === 0 ? (
          <p className={classes.calm}>Nothing moved since the forecast of {instant(previousAt)}.</p>
        ) : (
          <>
            <p className={classes.calm}>
              The next {periods} {view.grain}s, as expected now and on {instant(previousAt)}.
            </p>
            <DataGrid
              name="demand-changes"
              label="Items"
              columns={columns}
              rows={changes}
              rowId={(change) => change.key}
              onOpen={(change) => view.change({ node: change.key }, { push: true })}
              height="460px"
            />
          </>
        )
      }
    </Ready>
  )
}

function columnsFor({ unit, full }: Amounts): Column<Change>[] {
  return [
    { id: 'name', header: 'Item', value: (change) => change.name, grow: true, phone: 'title' },
    ...(['previous', 'now'] as const).map(
      (id): Column<Change> => ({
        ...{ id, header: id === 'now' ? 'Now' : 'Before', unit, kind: 'number', phone: 'line' },
        value: (change) => change[id],
        cell: (change) => full(change[id]),
      }),
    ),
    {
      ...{ id: 'moved', header: 'Change', unit, kind: 'number', phone: 'aside' },
      value: (change) => change.now - change.previous,
      cell: ({ now, previous }) => (
        <Tone tone={now > previous ? 'ahead' : 'behind'}>
          {now > previous ? '+' : '−'}
          {full(Math.abs(now - previous))}
        </Tone>
      ),
    },
  ]
}
