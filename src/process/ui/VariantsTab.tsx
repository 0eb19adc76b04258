import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { processContract } from '../contract.ts'
import { casesBehind } from './CasesDrawer.tsx'
import { inWords } from './durations.ts'
import classes from './process.module.css'

type Variant = z.output<(typeof processContract)['variants']['reply']>['variants'][number]

/** The paths that cases took, the most frequent first. */
export function VariantsTab({ log }: { log: string }) {
  const { number } = useFormat()
  const call = useCall(processContract.variants, { params: { log }, query: { limit: 200 } })
  const columns = useColumns()
  const [, open] = useUrlParam('cases')
  return (
    <Ready call={call}>
      {({ total, cases, variants }) => (
        <>
          <Explained
            className={classes.sentence}
            of="Variants"
            means="A variant is one order of activities from first to last; cases with the same order count together."
          >
            <NumberDoor value={number(cases)} door={casesBehind()} param="cases" label="Cases" /> cases took{' '}
            <NumberBelow value={number(total)} rows="Variants" /> different paths.
          </Explained>
          <DataGrid<Variant>
            name="process-variants"
            label="Variants"
            columns={columns}
            rows={variants}
            total={total}
            rowId={(row) => row.activities.join('\u0000')}
            onOpen={({ exampleCase }) => open(casesBehind({ like: exampleCase }), { push: true })}
          />
        </>
      )}
    </Ready>
  )
}

function useColumns(): Column<Variant>[] {
  const { number, percent } = useFormat()
  return useMemo(
    (): Column<Variant>[] => [
      { id: 'path', header: 'Path', value: (row) => row.activities.join(' → '), grow: true, phone: 'title' },
      {
        id: 'cases',
        header: 'Cases',
        kind: 'number',
        width: 90,
        phone: 'aside',
        value: (row) => row.cases,
        cell: (row) => number(row.cases),
        definition: 'Cases that took exactly this path.',
      },
      {
        id: 'share',
        header: 'Share',
        kind: 'number',
        adds: false,
        width: 90,
        phone: 'line',
        value: (row) => row.share,
        cell: (row) => percent(row.share, 1),
        definition: 'Cases of this path, of all cases.',
      },
      {
        id: 'median',
        header: 'Median duration',
        kind: 'number',
        adds: false,
        width: 150,
        phone: 'line',
        value: (row) => row.duration.median,
        cell: (row) => inWords(row.duration.median, number),
        definition: 'Half of the cases of this path took less, from first to last event.',
      },
    ],
    [number, percent],
  )
}
