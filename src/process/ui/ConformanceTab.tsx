import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { processContract } from '../contract.ts'
import { casesBehind } from './CasesDrawer.tsx'
import classes from './process.module.css'

type Deviation = z.output<(typeof processContract)['conformance']['reply']>['deviations'][number]

/** Deals held against the stages in their order. */
export function ConformanceTab() {
  const call = useCall(processContract.conformance, { params: { log: 'deals' } })
  const columns = useColumns()
  const [, open] = useUrlParam('cases')
  return (
    <Ready call={call}>
      {({ fitting, cases, fitness, sequence, deviations }) => (
        <>
          <Fitting {...{ fitting, cases, fitness, sequence }} />
          <DataGrid<Deviation>
            name="process-deviations"
            label="Deviations"
            columns={columns}
            rows={deviations}
            rowId={(row) => `${row.kind} ${row.activity}`}
            onOpen={({ kind, activity }) => open(casesBehind({ deviation: `${kind} ${activity}` }), { push: true })}
          />
        </>
      )}
    </Ready>
  )
}

type Fits = Pick<
  z.output<(typeof processContract)['conformance']['reply']>,
  'fitting' | 'cases' | 'fitness' | 'sequence'
>

/** How many deals follow the stages in their order. */
function Fitting({ fitting, cases, fitness, sequence }: Fits) {
  const { number, percent } = useFormat()
  const straight = { door: casesBehind({ deviation: 'none' }), param: 'cases', label: 'Without a detour' }
  return (
    <Explained
      className={classes.sentence}
      of="Conformance"
      means="Deals whose stages come in this order, without a step back, skipped or repeated, of all deals with a history."
    >
      <NumberDoor value={number(fitting)} {...straight} /> of{' '}
      <NumberDoor value={number(cases)} door={casesBehind()} param="cases" label="Deals" /> deals{' '}
      {fitness !== null && <NumberDoor before="(" value={percent(fitness, 1)} after=")" {...straight} />} follow{' '}
      {sequence.join(', ')} without a detour.
    </Explained>
  )
}

function useColumns(): Column<Deviation>[] {
  const { number, money } = useFormat()
  const { company } = useSession()
  return useMemo(
    (): Column<Deviation>[] => [
      { id: 'kind', header: 'Deviation', value: (row) => row.kind, width: 170, phone: 'line' },
      { id: 'activity', header: 'Stage', value: (row) => row.activity, grow: true, phone: 'title' },
      {
        id: 'cases',
        header: 'Deals',
        kind: 'number',
        width: 100,
        phone: 'aside',
        value: (row) => row.cases,
        cell: (row) => number(row.cases),
        definition: 'Deals in which this deviation occurs; one deal may stand in several lines.',
      },
      {
        id: 'amount',
        header: 'Worth',
        kind: 'number',
        width: 160,
        phone: 'line',
        value: (row) => row.amount,
        currency: () => company.currency,
        cell: (row) => (row.amount === null ? 'no worth' : money(row.amount)),
        definition: 'The amounts of these deals.',
      },
    ],
    [number, money, company.currency],
  )
}
