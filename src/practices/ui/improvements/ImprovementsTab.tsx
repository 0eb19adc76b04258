import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { practicesContract } from '../../contract.ts'
import type { Improvement } from '../../improvements/contract.ts'
import { ImprovementForm } from './ImprovementForm.tsx'
import { Moves } from './Moves.tsx'

/** What is to lift practice, and what it did. */
export function ImprovementsTab() {
  const call = useCall(practicesContract.improvements)
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <>
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {({ improvements }) => (
          <DataGrid<Improvement>
            name="improvements"
            label="Improvements"
            columns={columns}
            rows={improvements}
            rowId={({ id }) => id}
            opens={({ checkKey }) => checkKey && `?tab=improvements&check=${checkKey}`}
            actions={
              <AddButton param="improvement" may="practices:edit">
                Add improvement
              </AddButton>
            }
            empty={
              <EmptyState
                title="No improvement yet"
                teaches="Charter, roadmap and theme of the quarter say where to; a tactical improvement has an owner, a day and a check that it is to lift. Once it is done, this page says what the check did."
              />
            }
          />
        )}
      </Ready>
      <DetailDrawer param="improvement" title="New improvement" size={480}>
        {() => <ImprovementForm />}
      </DetailDrawer>
    </>
  )
}

function columnsOf(format: ReturnType<typeof useFormat>): Column<Improvement>[] {
  const { day } = format
  return [
    { id: 'title', header: 'Improvement', value: ({ title }) => title, grow: true, width: 240, phone: 'title' },
    { id: 'kind', ifRoom: true, header: 'Kind', value: ({ kind }) => kind, width: 120, phone: 'off' },
    { id: 'check', header: 'Check', value: ({ checkName }) => checkName, width: 200, phone: 'line' },
    { id: 'owner', ifRoom: true, header: 'Owner', value: ({ ownerName }) => ownerName, width: 150, phone: 'off' },
    {
      id: 'due',
      ifRoom: true,
      header: 'Due',
      value: ({ dueOn }) => dueOn,
      cell: ({ dueOn }) => (dueOn ? day(dueOn) : ''),
      width: 135,
      phone: 'line',
    },
    {
      id: 'state',
      header: 'State',
      value: ({ state }) => state,
      cell: ({ state }) => (state === 'late' ? <Tone tone="behind">{state}</Tone> : state),
      width: 90,
      phone: 'aside',
    },
    {
      id: 'effect',
      header: 'Effect on the check',
      value: ({ effect }) => effect.difference,
      cell: ({ effect, expectedChange }) => shownEffect(effect, { expectedChange, format }),
      width: 220,
      phone: 'line',
      definition: `Value of the check now less when it was added, once it is done; shares with their ${format.percent(0.95)} margin.`,
    },
    {
      id: 'moves',
      header: 'Change',
      value: () => null,
      cell: (improvement) => <Moves improvement={improvement} />,
      width: 190,
      phone: 'line',
      sortable: false,
    },
  ]
}

function shownEffect(
  { verdict, difference, margin }: Improvement['effect'],
  { expectedChange, format }: { expectedChange: number | null; format: ReturnType<typeof useFormat> },
): string {
  const points = (value: number) => `${format.change(value * 100)} points`
  const hoped = expectedChange === null ? '' : `; ${points(expectedChange)} expected`
  if (difference === null) return `${verdict}${hoped}`
  if (margin === null) return `${format.change(difference, 2)}${hoped}`
  return `${points(difference)} ± ${format.number(margin * 100)}: ${verdict}${hoped}`
}
