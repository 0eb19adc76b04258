import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '../contract.ts'
import classes from './revenue.module.css'

type Move = NonNullable<OutlookReply['before']>['moves'][number]

/** Which deals moved the outlook since an earlier day, the largest moves first. */
export function OutlookMoves({ before, reply }: { before: NonNullable<OutlookReply['before']>; reply: OutlookReply }) {
  const format = useFormat()
  const { day, shortMoney } = format
  const { currency, outlook } = reply
  const columns = useMemo(() => columnsOf(format, currency), [format, currency])
  const change = outlook!.meanMinor - before.outlook.meanMinor
  return (
    <Section title={`What moved it since ${day(before.day)}`}>
      <Explained
        className={classes.calm}
        of="What moved"
        means="The expected bookings of the period on both days, with the knowledge chosen above; the twelve deals that moved most."
      >
        It was <NumberBelow value={shortMoney(before.outlook.meanMinor, currency)} rows="Moved deals" /> then:{' '}
        {change === 0 ? (
          'no change'
        ) : (
          <>
            <NumberBelow value={shortMoney(Math.abs(change), currency)} rows="Moved deals" />{' '}
            {change > 0 ? 'up' : 'down'}
          </>
        )}
        .
      </Explained>
      <DataGrid<Move>
        name="revenue-moves"
        label="Moved deals"
        columns={columns}
        rows={before.moves}
        rowId={({ deal }) => deal?.id ?? 'coming'}
        opens={({ deal }) => (deal ? `/crm/deals?deal=${deal.id}` : '/pipeline?tab=creation')}
      />
    </Section>
  )
}

function columnsOf({ money }: ReturnType<typeof useFormat>, currency: string): Column<Move>[] {
  const amount = (
    id: 'beforeMinor' | 'afterMinor' | 'changeMinor',
    header: string,
    definition: string,
  ): Column<Move> => ({
    ...{ id, header, definition, kind: 'number', width: 140, phone: id === 'changeMinor' ? 'aside' : 'line' },
    value: (move) => move[id],
    currency: () => currency,
    cell: (move) => money(move[id], currency),
  })
  return [
    {
      id: 'deal',
      header: 'Deal',
      value: ({ deal }) => deal?.name ?? 'Deals not created yet',
      grow: true,
      phone: 'title',
    },
    { id: 'owner', header: 'Owner', width: 140, value: ({ deal }) => deal?.ownerName ?? '', phone: 'line' },
    {
      ...{ id: 'stage', header: 'Now', width: 140, phone: 'line' },
      value: ({ deal }) => (deal ? (deal.outcome === 'open' ? deal.stageName : deal.outcome) : ''),
    },
    amount(
      'beforeMinor',
      'Added then',
      'What the deal was expected to add to the period on that day: its chance times its amount.',
    ),
    amount('afterMinor', 'Adds now', 'What it is expected to add on the day looked at; a won deal adds its amount.'),
    amount('changeMinor', 'Change', 'Now less then.'),
  ]
}
