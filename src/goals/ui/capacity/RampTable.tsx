import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { FEWEST_HIRES } from '../../capacity/fewest-hires.ts'
import type { planningContract } from '../../planning-contract.ts'
import { HiresOfMonth } from './HiresOfMonth.tsx'

export type Ramp = z.output<(typeof planningContract)['ramp']['reply']>
type Month = Ramp['months'][number]

/** The ramp curve of the company's own hires, with its range. */
export function RampTable({ ramp }: { ramp: Ramp }) {
  const { number, percent } = useFormat()
  const columns = useMemo((): Column<Month>[] => {
    const share = (value: number | null) => (value === null ? 'not known' : percent(value))
    return [
      {
        id: 'month',
        header: 'Month since the hire',
        kind: 'number',
        adds: false,
        grow: true,
        phone: 'title',
        value: ({ month }) => month,
        cell: ({ month }) => number(month),
      },
      {
        id: 'share',
        header: 'Of a ramped month',
        kind: 'number',
        adds: false,
        width: 170,
        phone: 'aside',
        value: (row) => row.share,
        cell: (row) => share(row.share),
        definition:
          'What hires closed in this month since the hire, by what they close in a month after the first twelve.',
      },
      {
        id: 'range',
        header: `${percent(0.8)} range`,
        width: 170,
        phone: 'line',
        value: ({ low, high }) => (low === null || high === null ? 'too few hires' : `${share(low)} to ${share(high)}`),
        definition: 'Where the share of all such hires lies four times out of five, told by drawing whole hires anew.',
      },
      {
        id: 'hires',
        header: 'Hires',
        kind: 'number',
        adds: false,
        width: 90,
        value: ({ hires }) => hires,
        cell: ({ hires }) => number(hires),
        definition: 'Hires who have been here for so many months: what the share is told from.',
      },
    ]
  }, [number, percent])
  const [, open] = useUrlParam('hires')
  if (ramp.hires < FEWEST_HIRES)
    return (
      <>
        <TooFew hires={ramp.hires} />
        <HiresOfMonth ramp={ramp} />
      </>
    )
  return (
    <>
      <DataGrid<Month>
        name="ramp"
        label="Months since the hire"
        columns={columns}
        rows={ramp.months}
        rowId={({ month }) => String(month)}
        onOpen={({ month }) => open(String(month), { push: true })}
        empty={
          <EmptyState
            title="No hires yet"
            teaches="Here you will see how quickly people you hire bring what a ramped person brings."
          />
        }
      />
      <HiresOfMonth ramp={ramp} />
    </>
  )
}

/** Too few hires tell nothing of how people ramp. */
function TooFew({ hires }: { hires: number }) {
  const { number } = useFormat()
  return (
    <Explained
      of="How hires ramp"
      means={`A hire is known when somebody came after the first deal on record and owns deals. How people ramp is told from ${FEWEST_HIRES} hires or more who have been here for longer than a year.`}
    >
      {hires === 0 ? (
        'No hire is known'
      ) : (
        <>
          <NumberDoor value={number(hires)} door="1" param="hires" label="Known hires" /> known{' '}
          {hires === 1 ? 'hire is' : 'hires are'} too few
        </>
      )}{' '}
      to tell how people ramp: new ones are taken to ramp evenly over six months.
    </Explained>
  )
}
