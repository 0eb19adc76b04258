import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { oneOnOnesContract } from '../contract.ts'
import classes from './one-on-ones.module.css'

type Line = z.output<(typeof oneOnOnesContract.coverage)['reply']>['lines'][number]

/** Who had a one-on-one within 30 days, from times alone. */
export function CoverageTab() {
  const coverage = useCall(oneOnOnesContract.coverage)
  const { number, percent } = useFormat()
  const columns = useColumns()
  return (
    <Ready call={coverage} loading={<LoadingBlock height={320} />}>
      {({ lines, share, covered, eligible, windowDays }) => (
        <>
          <p className={classes.calm} data-explained>
            {share === null ? (
              'Nobody is expected to have had one.'
            ) : (
              <>
                <NumberBelow value={`${number(covered)} of ${number(eligible)} (${percent(share)})`} rows="Coverage" />{' '}
                had a one-on-one within <time dateTime={`P${windowDays}D`}>{windowDays} days</time>.
              </>
            )}{' '}
            Only meetings that were held count; left out are people on leave and newcomers without one yet. What was
            said is known to the two alone.
          </p>
          <DataGrid
            name="one-on-ones-coverage"
            label="Coverage"
            columns={columns}
            rows={lines}
            rowId={(line) => line.id}
          />
        </>
      )}
    </Ready>
  )
}

function useColumns(): Column<Line>[] {
  const { day } = useFormat()
  return [
    { id: 'name', header: 'Member', value: (line) => line.name, grow: true, phone: 'title' },
    { id: 'manager', header: 'Manager', value: (line) => line.manager, width: 200, phone: 'line' },
    {
      id: 'last',
      header: 'Last held',
      value: (line) => line.lastHeldOn,
      cell: (line) => (line.lastHeldOn ? day(line.lastHeldOn) : 'never'),
      width: 150,
      phone: 'line',
    },
    {
      id: 'counts',
      header: 'Counts as',
      value: (line) => line.counts,
      cell: (line) => (line.counts === 'not covered' ? <Tone tone="behind">{line.counts}</Tone> : line.counts),
      width: 160,
      phone: 'line',
    },
  ]
}
