import { Button, Group } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Override } from '../../overrides/schema.ts'
import classes from '../demand.module.css'
import { useAmounts } from '../use-amounts.ts'
import type { DemandView } from '../use-view.ts'

/** Everything that was set by hand, newest first; what awaits approval stands above. */
export function OverrideList({ view }: { view: DemandView }) {
  const list = useCall(demandContract.overrides, { query: { grain: view.grain, limit: 500 } })
  const amounts = useAmounts('units')
  const { day } = useFormat()
  const columns = useMemo(() => columnsFor(amounts.full, day), [amounts, day])
  const open = ({ node, territory }: Override) =>
    view.change({ node, territory: territory?.id ?? null, overrides: null }, { push: true })
  return (
    <Ready call={list}>
      {({ overrides, total }) => (
        <div className={classes.accuracy}>
          <Awaiting overrides={overrides.filter(({ status }) => status === 'awaits approval')} write={amounts.full} />
          <DataGrid
            name="demand-overrides"
            label={total > overrides.length ? `newest of ${total} overrides` : 'overrides'}
            columns={columns}
            rows={overrides}
            rowId={({ id }) => id}
            onOpen={open}
            height="460px"
            empty={
              <EmptyState
                title="Nothing was set by hand"
                teaches="Each override stands here with its reason, its author, what the statistical forecast said, and later what came."
              />
            }
          />
        </div>
      )}
    </Ready>
  )
}

function Awaiting({ overrides, write }: { overrides: Override[]; write: (value: number) => string }) {
  const { can } = useSession()
  const decide = useCommand(demandContract.decideOverride)
  if (overrides.length === 0) return null
  const buttons = (id: string) => (
    <Group gap="xs">
      <Button size="xs" onClick={() => decide.mutate({ params: { id }, body: { approved: true } })}>
        Approve
      </Button>
      <Button size="xs" variant="default" onClick={() => decide.mutate({ params: { id }, body: { approved: false } })}>
        Refuse
      </Button>
    </Group>
  )
  return (
    <ul className={classes.lines}>
      {overrides.map(({ id, startsOn, value, statistical, by, reason, note, ...of }) => (
        <li key={id}>
          <span>
            {nodeOf(of)}, {startsOn}: {write(value)} instead of {write(statistical)}
          </span>
          {can('demand:approve') && buttons(id)}
          <small>{[by, reason, note, 'awaits approval'].filter(Boolean).join(' · ')}</small>
        </li>
      ))}
    </ul>
  )
}

/** What was set, in words: a node, a territory of it, a channel or a customer of that. */
function nodeOf({ name, territory, part }: Pick<Override, 'name' | 'territory' | 'part'>): string {
  return [name, territory?.name, part?.name].filter(Boolean).join(', ')
}

function columnsFor(full: (value: number) => string, day: (text: string) => string): Column<Override>[] {
  const number = (id: 'value' | 'statistical' | 'actual', header: string): Column<Override> => ({
    ...{ id, header, unit: 'units', kind: 'number', width: 110, phone: id === 'value' ? 'aside' : 'line' },
    value: (row) => row[id],
    cell: (row) => (row[id] === null ? '' : full(row[id])),
  })
  const text = (id: 'reason' | 'by' | 'status', header: string): Column<Override> => ({
    ...{ id, header, phone: 'line', width: 130 },
    value: (row) => row[id],
  })
  return [
    {
      ...{ id: 'name', header: 'Node', phone: 'title', grow: true },
      value: nodeOf,
    },
    {
      ...{ id: 'startsOn', header: 'Period from', phone: 'line', width: 120 },
      value: ({ startsOn }) => startsOn,
      cell: ({ startsOn }) => day(startsOn),
    },
    number('value', 'Set'),
    number('statistical', 'Statistical'),
    number('actual', 'Came'),
    text('reason', 'Reason'),
    text('by', 'By'),
    text('status', 'Status'),
  ]
}
