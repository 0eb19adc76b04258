import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Lever, pushesContract } from '../../pushes/contract.ts'

/** The ranked list of where to push. */
export function LeversGrid({ levers, currency }: { levers: Lever[]; currency: string }) {
  const columns = useColumns(currency)
  return (
    <DataGrid<Lever>
      name="where-to-push"
      label="Stages of teams"
      columns={columns}
      rows={levers}
      rowId={({ stageId, teamId }) => `${stageId} ${teamId}`}
      opens={({ teamId }) => `/crm/deals?outcome=open&team=${teamId}`}
    />
  )
}

function useColumns(currency: string): Column<Lever>[] {
  const format = useFormat()
  const { can } = useSession()
  const mayPush = can('process:edit')
  return useMemo(
    (): Column<Lever>[] => [
      { id: 'stage', header: 'Stage', value: ({ stageName }) => stageName, width: 150, phone: 'title' },
      { id: 'team', header: 'Team', value: ({ teamName }) => teamName, grow: true, phone: 'line' },
      ...gainColumns(format, currency),
      ...paceColumns(format),
      ...(mayPush ? [pushColumn] : []),
    ],
    [format, mayPush, currency],
  )
}

type Format = ReturnType<typeof useFormat>

const pushColumn: Column<Lever> = {
  id: 'push',
  header: 'Push',
  width: 120,
  value: ({ pushId }) => (pushId ? 'pushed' : ''),
  cell: (lever) => <PushButton lever={lever} />,
}

function gainColumns({ shortMoney, percent }: Format, currency: string): Column<Lever>[] {
  const money = (minor: number) => shortMoney(minor, currency)
  return [
    {
      id: 'gain',
      header: 'Gain',
      kind: 'number',
      adds: false,
      width: 110,
      phone: 'aside',
      value: ({ gainMinor }) => gainMinor,
      currency: () => currency,
      cell: ({ gainMinor }) => `+${money(gainMinor)}`,
      definition: 'Expected to be won more in the running quarter, were the stage passed so many days sooner.',
    },
    {
      id: 'range',
      header: `${percent(0.8)} range`,
      width: 170,
      phone: 'line',
      value: ({ lowMinor, highMinor }) => `${money(lowMinor)} to ${money(highMinor)}`,
      definition: 'One in ten simulated quarters gains less, one in ten more.',
    },
  ]
}

function paceColumns({ number }: Format): Column<Lever>[] {
  const figure = (
    id: string,
    header: string,
    of: (lever: Lever) => number | null,
    definition: string,
  ): Column<Lever> => ({
    id,
    header,
    kind: 'number',
    adds: false,
    width: 115,
    value: of,
    cell: (lever) => {
      const value = of(lever)
      return value === null ? '' : number(value, 1)
    },
    definition,
  })
  return [
    figure('deals', 'Open deals', ({ deals }) => deals, 'Of the team, in the stage or before it.'),
    figure(
      'own',
      'Days there',
      (lever) => lever.teamMedianDays,
      'Median days that deals of the team spent in the stage, in the last 365 days.',
    ),
    figure('others', 'Other teams', (lever) => lever.othersMedianDays, 'The same for the deals of all other teams.'),
  ]
}

function PushButton({ lever }: { lever: Lever }) {
  const push = useCommand(pushesContract.push, {
    onDone: () => toast('An action was added; it is measured from today on'),
  })
  if (lever.pushId) return <>being pushed</>
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={push.isPending}
      onClick={() => push.mutate({ body: { stageId: lever.stageId, teamId: lever.teamId, days: lever.days } })}
    >
      Push here
    </Button>
  )
}
