import type { Column } from '#platform/ui/grid/column.ts'

/** The columns that say which family and month a cell of the plan is of. */
export function familyAndMonth<Cell extends { family: string; month: string }>(
  month: (day: string) => string,
): Column<Cell>[] {
  return [
    { id: 'family', header: 'Family', value: (cell) => cell.family, grow: true, phone: 'title', width: 150 },
    {
      ...{ id: 'month', header: 'Month', width: 104, phone: 'aside' },
      value: (cell) => cell.month,
      cell: (cell) => month(cell.month),
    },
  ]
}
