import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ImportRecord } from '../schema.ts'
import { statusWords } from './import-state.ts'

/** Every import so far: what, when, by whom, what came of it. */
export function ImportHistory({ imports, open }: { imports: ImportRecord[]; open: (setId: string) => void }) {
  const { number, instant } = useFormat()
  const columns = useMemo((): Column<ImportRecord>[] => {
    const figure = (id: string, header: string, pick: (file: ImportRecord) => number): Column<ImportRecord> => ({
      id,
      header,
      kind: 'number',
      width: 100,
      value: pick,
      cell: (file) => number(pick(file)),
      phone: 'off',
    })
    return [
      { id: 'file', header: 'File', value: (file) => file.fileName, grow: true, width: 200, phone: 'title' },
      { id: 'kind', header: 'Holds', value: (file) => file.kind, width: 110, phone: 'line' },
      { id: 'status', header: 'State', value: (file) => statusWords[file.status], width: 130, phone: 'aside' },
      figure('read', 'Rows read', (file) => file.rowsRead),
      figure('in', 'In', (file) => file.rowsIn),
      figure('unchanged', 'Unchanged', (file) => file.rowsUnchanged),
      figure('out', 'Left out', (file) => file.rowsQuarantined),
      {
        id: 'at',
        header: 'When',
        value: (file) => file.createdAt,
        cell: (file) => instant(file.createdAt),
        width: 170,
        phone: 'line',
      },
      { id: 'by', header: 'By', value: (file) => file.startedBy ?? 'Drumbeat', width: 130, phone: 'off' },
    ]
  }, [number, instant])
  return (
    <DataGrid
      name="imports"
      label="Files"
      columns={columns}
      rows={imports}
      rowId={(file) => file.id}
      onOpen={(file) => open(file.setId)}
      empty={
        <EmptyState
          title="Nothing was imported yet"
          teaches="Here you will see every file that came in, what became of its rows, and the way to undo it."
          needs="A CRM export or order lines as CSV."
        />
      }
    />
  )
}
