import { useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { ScenarioView } from '../../scenarios/contract.ts'
import { familyAndMonth } from '../family-and-month.ts'
import { CapacityPart } from './CapacityPart.tsx'
import { MergeButtons } from './MergeButtons.tsx'
import { ScenarioAnswer } from './ScenarioAnswer.tsx'

type Cell = ScenarioView['cells'][number]

/** One scenario cell by cell: units are typed over, what differs from the plan is shown. */
export function ScenarioEditor({ cycle, id }: { cycle: CycleView; id: string }) {
  const scenario = useCall(sopContract.scenario, { params: { id } })
  return (
    <Ready call={scenario}>
      {(view) => (
        <Section title={view.name} aside={<MergeButtons cycle={cycle} id={id} />}>
          <ScenarioAnswer cycle={cycle} view={view} />
          <CapacityPart view={view} />
          <Cells view={view} again={scenario.refetch} />
        </Section>
      )}
    </Ready>
  )
}

function Cells({ view, again }: { view: ScenarioView; again: () => unknown }) {
  const { can } = useSession()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(view, format), [view, format])
  return (
    <DataGrid<Cell>
      name="sop-scenario"
      label="Cells of the scenario"
      scope={view.id}
      columns={columns}
      rows={view.cells}
      rowId={(cell) => `${cell.familyId}|${cell.month}`}
      {...(can('sop:contribute') && {
        onEdit: async (changes) => {
          const cells = changes.map(({ id, to }) => {
            const [familyId = '', month = ''] = id.split('|')
            return { familyId, month, units: to === null ? null : Math.round(Number(to)) }
          })
          await call(sopContract.editScenario, { params: { id: view.id }, body: { cells } })
          await again()
          return { refused: [] }
        },
      })}
    />
  )
}

function columnsOf(view: ScenarioView, format: ReturnType<typeof useFormat>): Column<Cell>[] {
  const shown = (value: number | null) => (value === null ? '' : format.number(value))
  return [
    ...familyAndMonth<Cell>(format.month),
    {
      id: 'base',
      header: 'Plan',
      kind: 'number',
      width: 110,
      value: (cell) => cell.baseUnits,
      cell: (cell) => shown(cell.baseUnits),
      phone: 'line',
    },
    {
      id: 'units',
      header: 'Scenario',
      kind: 'number',
      width: 110,
      value: (cell) => cell.units,
      cell: (cell) => shown(cell.units),
      phone: 'line',
      edit: {
        kind: 'number',
        value: (cell) => (cell.units === null ? null : String(cell.units)),
        apply: (cell, value) => ({ ...cell, units: value === null ? cell.baseUnits : Math.round(Number(value)) }),
      },
    },
    {
      id: 'change',
      header: 'Revenue against plan',
      kind: 'number',
      width: 170,
      value: (cell) => (cell.revenueMinor ?? 0) - (cell.baseRevenueMinor ?? 0),
      currency: () => view.currency,
      cell: (cell) =>
        cell.edited ? format.money((cell.revenueMinor ?? 0) - (cell.baseRevenueMinor ?? 0), view.currency) : '',
      phone: 'line',
    },
  ]
}
