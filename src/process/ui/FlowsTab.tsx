import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Flow, Graph } from '../schema.ts'
import { casesBehind } from './CasesDrawer.tsx'
import { inWords } from './durations.ts'
import { ProcessMap } from './ProcessMap.tsx'
import classes from './process.module.css'

/** The map, and the table behind it. */
export function FlowsTab({ graph, currency }: { graph: Graph; currency: string | null }) {
  const format = useFormat()
  const [, open] = useUrlParam('cases')
  const columns = useMemo(() => columnsOf(format, currency), [format, currency])
  if (graph.events === 0) {
    return (
      <EmptyState
        title="Nothing happened yet"
        teaches="Here you will see which stage follows which, how often, and how long cases wait between them."
        needs="Deals that changed stage, or an event log with case, activity and time."
      />
    )
  }
  return (
    <>
      <Explained
        className={classes.sentence}
        of="The map"
        means="At an arrow: how often the second activity directly follows the first, and the mean time between them. In a box: how often the activity happened. Rare arrows are left out of the picture, not of the table."
      >
        What directly follows what, how often, and after which wait.
      </Explained>
      <div data-explained>
        <ProcessMap graph={graph} />
      </div>
      <DataGrid<Flow>
        name="process-flows"
        label="Flows"
        columns={columns}
        rows={graph.flows}
        rowId={(flow) => `${flow.from} ${flow.to}`}
        onOpen={({ from, to }) => open(casesBehind({ flowFrom: from, flowTo: to }), { push: true })}
      />
    </>
  )
}

function columnsOf({ number, shortMoney }: ReturnType<typeof useFormat>, currency: string | null): Column<Flow>[] {
  const time = (id: string, header: string, of: (flow: Flow) => number, definition: string): Column<Flow> => ({
    ...{ id, header, definition, kind: 'number', adds: false, width: 120, phone: 'line' },
    value: of,
    cell: (flow) => inWords(of(flow), number),
  })
  return [
    { id: 'from', header: 'From', value: (flow) => flow.from, grow: true, phone: 'title' },
    { id: 'to', header: 'To', value: (flow) => flow.to, width: 170, phone: 'line' },
    {
      id: 'frequency',
      header: 'Times',
      kind: 'number',
      width: 90,
      phone: 'aside',
      value: (flow) => flow.frequency,
      cell: (flow) => number(flow.frequency),
      definition: 'How often it directly follows.',
    },
    {
      id: 'cases',
      header: 'Cases',
      kind: 'number',
      adds: false,
      width: 90,
      phone: 'off',
      value: (flow) => flow.cases,
      cell: (flow) => number(flow.cases),
      definition: 'Cases in which it directly follows at least once.',
    },
    time(
      'mean',
      'Mean wait',
      (flow) => flow.waiting.mean,
      'From the event of one activity to the next event of the case.',
    ),
    time('median', 'Median wait', (flow) => flow.waiting.median, 'Half wait longer.'),
    time('p90', 'Nine in ten', (flow) => flow.waiting.p90, 'Nine in ten wait at most this long.'),
    {
      ...{ id: 'cost', header: 'Money x days', kind: 'number', width: 140, phone: 'line', adds: false },
      value: (flow) => flow.moneyDays,
      cell: (flow) =>
        flow.moneyDays === null
          ? 'no worth'
          : currency
            ? `${shortMoney(flow.moneyDays, currency)} d`
            : number(flow.moneyDays),
      definition: 'The worth of each case x the days it waited, summed.',
    },
  ]
}
