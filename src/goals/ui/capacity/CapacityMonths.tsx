import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CapacityPlan } from './CapacityAnswer.tsx'
import { PeopleOfMonth } from './PeopleOfMonth.tsx'

type Month = CapacityPlan['months'][number]

/** Month by month: people, ramped people, what they can bring, the target, and what is missing. */
export function CapacityMonths({ plan }: { plan: CapacityPlan }) {
  const columns = useColumns(plan)
  const [, open] = useUrlParam('people')
  return (
    <>
      <DataGrid<Month>
        name="capacity-months"
        label="Months"
        columns={columns}
        rows={plan.months}
        rowId={({ startsOn }) => startsOn}
        onOpen={({ startsOn }) => open(startsOn, { push: true })}
      />
      <PeopleOfMonth plan={plan} />
    </>
  )
}

function useColumns(plan: CapacityPlan): Column<Month>[] {
  const { day, number, money } = useFormat()
  const { currency, hiresNeeded } = plan
  const hasScenario = plan.scenarioGapMinor !== null
  return useMemo((): Column<Month>[] => {
    const heads = (value: number) => number(value, 1)
    const amount = (id: string, header: string, of: (month: Month) => number, definition: string): Column<Month> => ({
      id,
      header,
      kind: 'number',
      width: 150,
      value: (month) => Math.round(of(month)),
      currency: () => currency,
      cell: (month) => money(Math.round(of(month)), currency),
      definition,
    })
    return [
      {
        id: 'month',
        header: 'Month from',
        value: ({ startsOn }) => startsOn,
        cell: ({ startsOn }) => day(startsOn),
        grow: true,
        phone: 'title',
      },
      {
        id: 'heads',
        header: 'People',
        kind: 'number',
        adds: false,
        width: 90,
        value: (month) => month.heads,
        cell: (month) => number(month.heads),
        definition: 'Who has not left and has open deals, or closed some in the last twelve months.',
      },
      {
        id: 'ramped',
        header: 'Ramped',
        kind: 'number',
        adds: false,
        width: 100,
        phone: 'line',
        value: (month) => month.rampedHeads,
        cell: (month) => heads(month.rampedHeads),
        definition: 'People by the share they bring while they ramp.',
      },
      amount(
        'capacity',
        'Capacity',
        (month) => month.capacity,
        'Ramped people x what a ramped one closes in a month x presence.',
      ),
      amount('target', 'Target', (month) => month.target, "The year's target, spread as last year's sales were."),
      { ...amount('gap', 'Gap', (month) => month.gap, 'Capacity less target.'), phone: 'aside' },
      ...(hasScenario
        ? [
            amount(
              'scenario',
              'Gap with hires',
              (month) => month.withHires?.gap ?? month.gap,
              'Capacity with the hires of the scenario less target.',
            ),
          ]
        : []),
      {
        id: 'needed',
        header: 'Hires needed',
        kind: 'number',
        adds: false,
        width: 130,
        phone: 'line',
        value: (month) => hiresNeeded[month.month]?.hires ?? null,
        cell: (month) =>
          hiresNeeded[month.month]?.hires == null ? 'too late' : number(hiresNeeded[month.month]!.hires!),
        definition: 'The fewest hires that close the whole gap of the twelve months, were they to start in this month.',
      },
    ]
  }, [day, number, money, currency, hiresNeeded, hasScenario])
}
