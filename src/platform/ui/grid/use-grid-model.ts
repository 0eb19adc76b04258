import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { type Column, readSort } from './column.ts'

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature, sortedRowModel: createSortedRowModel() })
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The rows in their order and the columns that show; a server that sorts keeps its own order. */
export function useGridModel<Row>(input: {
  columns: Column<Row>[]
  rows: Row[]
  sort: string | null
  sortedByServer: boolean
  visible: Record<string, boolean>
}): { columns: Column<Row>[]; rows: Row[] } {
  const { columns, rows, sort, sortedByServer, visible } = input
  const definitions = useMemo(() => columns.map((column) => definitionOf(column)), [columns])
  const sorting = useMemo(() => {
    const found = readSort(sort)
    return found ? [found] : []
  }, [sort])
  const state = useMemo(() => ({ sorting, columnVisibility: visible }), [sorting, visible])
  const table = useTable({
    features,
    columns: definitions as never,
    data: rows as object[],
    manualSorting: sortedByServer,
    state,
  })
  const shown = table.getVisibleLeafColumns()
  const ordered = table.getRowModel().rows
  return {
    columns: useMemo(() => columns.filter(({ id }) => shown.some((column) => column.id === id)), [columns, shown]),
    rows: useMemo(() => ordered.map((row) => row.original as Row), [ordered]),
  }
}

function definitionOf<Row>(column: Column<Row>) {
  return {
    id: column.id,
    accessorFn: (row: Row) => column.value(row) ?? undefined,
    sortUndefined: 'last' as const,
    sortFn: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }, id: string) =>
      compared(a.getValue(id), b.getValue(id)),
  }
}

function compared(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
