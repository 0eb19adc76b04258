import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rowsOf } from '#supply/ui/public/plan-rows.ts'
import type { RequestView } from '../agenda/contract.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import type { SupplyView } from '../supply/contract.ts'
import { AskButton } from './AskButton.tsx'
import { familyAndMonth } from './family-and-month.ts'
import { partOf } from './part-of.ts'
import classes from './sop.module.css'
import { TextTable } from './TextTable.tsx'

/** The supply plan of the cycle: the family grid, and what cannot be done. */
export function SupplyTab({ cycle }: { cycle: CycleView }) {
  const supply = useCall(sopContract.supplyOf, { params: { id: cycle.id } })
  return (
    <Ready call={supply} loading={<LoadingBlock height={320} />}>
      {(view) => (
        <>
          <Section title="What the plan cannot do" aside={<Capture cycle={cycle} />}>
            <Gaps cycle={cycle} view={view} />
          </Section>
          {view.lines.length > 0 && (
            <Section title="Family grid">
              <FamilyGrid view={view} />
            </Section>
          )}
        </>
      )}
    </Ready>
  )
}

function Capture({ cycle }: { cycle: CycleView }) {
  const { can } = useSession()
  const capture = useCommand(sopContract.captureSupply)
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 3) return null
  return (
    <Button
      size="xs"
      variant="default"
      loading={capture.isPending}
      onClick={() => capture.mutate({ params: { id: cycle.id } })}
    >
      Capture the supply plan
    </Button>
  )
}

function Gaps({ cycle, view }: { cycle: CycleView; view: SupplyView }) {
  const agenda = useCall(sopContract.agenda, { params: { id: cycle.id } })
  const { can } = useSession()
  const mayRaise = can('sop:contribute') && (cycle.openStep ?? 7) <= 4
  const requests = agenda.data?.requests ?? []
  const { number, instant, month: monthOf } = useFormat()
  const planAt = planAddress(view)
  if (!view.captured) return <p className={classes.calm}>No supply plan is captured in this cycle yet.</p>
  return (
    <>
      <p className={classes.calm}>
        {view.feasible ? 'The plan is feasible' : 'The plan is not feasible'}; {view.captured.origin}, captured{' '}
        {instant(view.captured.at)}. {view.violations.join('; ')}
      </p>
      <TextTable
        label="Gaps"
        heads={['Family', 'Month', { label: 'Units', right: true }, 'Cause', 'Raised as a decision']}
        none="Everything that is asked for can be delivered."
        rows={view.gaps.map(({ place, family, month, units, cause, requestId }) => ({
          id: String(place),
          to: planAt('causes'),
          cells: [
            ...[family ?? 'all', monthOf(month), number(units), cause],
            requests.find(({ id }) => id === requestId)?.question ??
              (mayRaise ? <Raise key="raise" cycle={cycle} place={place} requests={requests} /> : 'no'),
          ],
        }))}
      />
    </>
  )
}

/** Says which decision request raises a gap; where none asks for a decision yet, where one is made. */
function Raise({ cycle, place, requests }: { cycle: CycleView; place: number; requests: RequestView[] }) {
  if (requests.length === 0) return <NumberLink value="Ask for a decision first" to={partOf(cycle, 'decisions')} />
  return (
    <AskButton
      label="Raise"
      title="Raise the gap as a decision"
      isSmall
      endpoint={sopContract.raiseGap}
      fields={[
        {
          ...{ name: 'requestId', label: 'Decision request', kind: 'select', required: true },
          options: requests.map(({ id, question }) => ({ value: id, label: question })),
        },
      ]}
      input={({ requestId }) => ({ params: { id: cycle.id, place }, body: { requestId: requestId! } })}
    />
  )
}

/** Addresses of the supply plan that the cycle captured; of the newest where its plan was typed. */
function planAddress({ captured }: SupplyView) {
  const plan = captured?.plan ? String(captured.plan) : null
  return (tab: string, more: Record<string, string> = {}) => screenAt('/supply', { plan, tab, ...more })
}

type Line = SupplyView['lines'][number]

function FamilyGrid({ view }: { view: SupplyView }) {
  const planAt = planAddress(view)
  const { number, month } = useFormat()
  const columns = useMemo((): Column<Line>[] => {
    const figure = (id: keyof Line, header: string, definition: string): Column<Line> => ({
      id,
      header,
      definition,
      kind: 'number',
      width: 120,
      value: (line) => line[id] as number | null,
      cell: (line) => (line[id] === null ? '' : number(line[id] as number, 1)),
      phone: 'line',
    })
    return [
      ...familyAndMonth<Line>(month),
      figure('demand', 'Demand', 'The consensus of the cycle, in units.'),
      figure('production', 'Production', 'What is made, bought and subcontracted, in units.'),
      figure('stock', 'Inventory', 'Stock at the end of the month, in units.'),
      figure('backlog', 'Backlog', 'Demand that is delivered later, in units.'),
      figure('daysOnHand', 'Days on hand', 'Stock at the end over the demand of the next month, times its days.'),
    ]
  }, [number, month])
  return (
    <DataGrid<Line>
      name="sop-supply"
      label="Supply by family and month"
      columns={columns}
      rows={view.lines}
      rowId={(line) => `${line.familyId}|${line.month}`}
      opens={({ familyId }) => planAt('families', { rows: rowsOf('demand', { family: familyId }) })}
    />
  )
}
