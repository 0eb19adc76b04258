import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Missing } from '../schema.ts'
import { RemindMissing } from './RemindMissing.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'

/** Who is expected to call and has not, or not for a week: what the roll-up lacks. */
export function MissingTab({ rollUp }: { rollUp: RollUpReply }) {
  const format = useFormat()
  const [search, change] = useUrlParams()
  const { missing, currency, period } = rollUp
  const columns = useMemo(() => columnsOf(format, currency), [format, currency])
  if (missing.length === 0) {
    return (
      <p className={classes.calm}>Everybody with a goal or a deal in {period.label} has called within the last week.</p>
    )
  }
  return (
    <>
      <RemindMissing />
      <DataGrid<Missing>
        name="revenue-missing"
        label="Missing calls"
        columns={columns}
        rows={missing}
        rowId={({ personId }) => personId}
        openId={search.person ?? null}
        onOpen={({ personId }) => change({ person: personId }, { push: true })}
      />
    </>
  )
}

function columnsOf({ instant, money }: ReturnType<typeof useFormat>, currency: string): Column<Missing>[] {
  const amount = (id: 'closedMinor' | 'openMinor', header: string, definition: string): Column<Missing> => ({
    ...{ id, header, definition, kind: 'number', width: 150, phone: 'line' },
    value: (each) => each[id],
    currency: () => currency,
    cell: (each) => money(each[id], currency),
  })
  return [
    { id: 'name', header: 'Person', value: ({ name }) => name, grow: true, phone: 'title' },
    {
      ...{ id: 'why', header: 'Why', width: 240, phone: 'line' },
      value: ({ saidAt }) => (saidAt ? `last called ${instant(saidAt)}` : 'has not called'),
    },
    amount('closedMinor', 'Closed', 'Amounts of deals won by this person within the period.'),
    amount('openMinor', 'Open for the period', 'Amounts of open deals of this person that are due in the period.'),
  ]
}
