import { Stack } from '@mantine/core'
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
      {({ lines, share, covered, eligible, windowDays, managers, teams }) => (
        <Stack gap="xl">
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
          <Groups groups={[...managers.map(asKind('manager')), ...teams.map(asKind('team'))]} />
          <DataGrid
            name="one-on-ones-coverage"
            label="Coverage"
            columns={columns}
            rows={lines}
            rowId={(line) => line.id}
          />
        </Stack>
      )}
    </Ready>
  )
}

type Group = z.output<(typeof oneOnOnesContract.coverage)['reply']>['managers'][number] & { kind: 'manager' | 'team' }
const asKind = (kind: Group['kind']) => (group: Omit<Group, 'kind'>) => ({ ...group, kind })

/** The same by manager and by team, the least covered first. */
function Groups({ groups }: { groups: Group[] }) {
  const { number, percent } = useFormat()
  const columns: Column<Group>[] = [
    { id: 'name', header: 'Manager or team', value: (group) => group.name, grow: true, phone: 'title' },
    { id: 'kind', header: 'Kind', value: (group) => group.kind, width: 120, phone: 'line' },
    {
      id: 'covered',
      header: 'Had one',
      definition: 'Members with a one-on-one held within the window, of those who are expected to have had one.',
      value: (group) => group.share,
      cell: ({ covered, eligible, share }) =>
        share === null ? (
          'nobody expected'
        ) : (
          <NumberBelow value={`${number(covered)} of ${number(eligible)} (${percent(share)})`} rows="Coverage" />
        ),
      width: 200,
      phone: 'line',
    },
  ]
  return (
    <DataGrid
      name="one-on-ones-groups"
      label="By manager and team"
      columns={columns}
      rows={groups}
      rowId={({ kind, name }) => `${kind} ${name}`}
    />
  )
}

function useColumns(): Column<Line>[] {
  const { day } = useFormat()
  return [
    { id: 'name', header: 'Member', value: (line) => line.name, grow: true, phone: 'title' },
    { id: 'manager', header: 'Manager', value: (line) => line.manager, width: 200, phone: 'line' },
    { id: 'team', header: 'Team', value: (line) => line.team, width: 160 },
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
