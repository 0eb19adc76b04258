import { Anchor } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useSession } from '#platform/ui/session.tsx'
import type { ObjectCount } from '../../connections/schema.ts'

const counted = (id: 'new' | 'changed' | 'unchanged' | 'leftOut', header: string): Column<ObjectCount> => ({
  id,
  header,
  kind: 'number',
  value: (count) => count[id],
  width: 105,
  phone: id === 'unchanged' ? 'off' : 'line',
})

/** What a reading did, object by object; each opens the import that holds its rows. */
export function CountsTable({ counts }: { counts: ObjectCount[] }) {
  const { workspace } = useSession()
  const columns = useMemo<Column<ObjectCount>[]>(
    () => [
      {
        id: 'object',
        header: 'Object',
        value: ({ object }) => object,
        cell: ({ object, sets }) =>
          sets[0] ? <Anchor href={`${workspace.basePath}/imports?set=${sets[0]}`}>{object}</Anchor> : object,
        grow: true,
        width: 160,
        phone: 'title',
      },
      { id: 'kind', header: 'Here', value: ({ kind }) => kind, width: 120, phone: 'aside' },
      counted('new', 'New'),
      counted('changed', 'Changed'),
      counted('unchanged', 'Unchanged'),
      counted('leftOut', 'Left out'),
    ],
    [workspace.basePath],
  )
  return (
    <DataGrid
      name="connection-counts"
      label="Objects"
      columns={columns}
      rows={counts}
      rowId={({ object }) => object}
      height="240px"
      empty={null}
    />
  )
}
