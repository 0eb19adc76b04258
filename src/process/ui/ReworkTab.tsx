import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { processContract } from '../contract.ts'
import { casesBehind } from './CasesDrawer.tsx'
import classes from './process.module.css'

type Rework = z.output<(typeof processContract)['rework']['reply']>['activities'][number]

/** What is done more than once. */
export function ReworkTab({ log }: { log: string }) {
  const { number, percent } = useFormat()
  const call = useCall(processContract.rework, { params: { log } })
  const columns = useColumns()
  const [, open] = useUrlParam('cases')
  return (
    <Ready call={call}>
      {({ reworkCases, share, activities }) => (
        <>
          <Explained
            className={classes.sentence}
            of="Rework"
            means="Cases in which some activity occurs more than once, of all cases."
          >
            <NumberDoor
              value={`${number(reworkCases)} cases${share === null ? '' : ` (${percent(share, 1)})`}`}
              door={casesBehind({ repeats: 'any' })}
              param="cases"
            />{' '}
            do at least one activity more than once.
          </Explained>
          <DataGrid<Rework>
            name="process-rework"
            label="Activities"
            columns={columns}
            rows={activities}
            rowId={(row) => row.activity}
            onOpen={({ activity }) => open(casesBehind({ repeats: activity }), { push: true })}
          />
        </>
      )}
    </Ready>
  )
}

function useColumns(): Column<Rework>[] {
  const { number } = useFormat()
  return useMemo(
    (): Column<Rework>[] => [
      { id: 'activity', header: 'Activity', value: (row) => row.activity, grow: true, phone: 'title' },
      {
        id: 'cases',
        header: 'Cases',
        kind: 'number',
        adds: false,
        width: 110,
        phone: 'line',
        value: (row) => row.cases,
        cell: (row) => number(row.cases),
        definition: 'In which it occurs more than once.',
      },
      {
        id: 'repetitions',
        header: 'Repetitions',
        kind: 'number',
        width: 130,
        phone: 'aside',
        value: (row) => row.repetitions,
        cell: (row) => number(row.repetitions),
        definition: 'Occurrences beyond the first of each case.',
      },
      {
        id: 'loops',
        header: 'Self-loops',
        kind: 'number',
        width: 120,
        phone: 'line',
        value: (row) => row.selfLoops,
        cell: (row) => number(row.selfLoops),
        definition: 'Times it directly follows itself.',
      },
    ],
    [number],
  )
}
