import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import { useFormat } from '../use-format.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { type Column, linesOf, type RowGroup } from './column.ts'
import { counted } from './counted.ts'
import classes from './grid.module.css'
import { PhoneList } from './PhoneList.tsx'
import { TableView } from './TableView.tsx'
import { useGridModel } from './use-grid-model.ts'
import { useVisibleColumns } from './use-visible-columns.ts'

export type DataGridProps<Row> = {
  /** Under this name the choice of columns is remembered. */
  name: string
  /** What the grid lists, for screen readers and the count: `Deals`. */
  label: string
  /** Keep it in useMemo. */
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The row whose drawer is open. */
  openId?: string | null
  /** `amount:desc`; with `onSort` the server sorts, without it the grid does. */
  sort?: string | null
  onSort?: (sort: string | null) => void
  /** Rows there are in all, where only some are loaded. */
  total?: number
  more?: () => unknown
  hasMore?: boolean
  loading?: boolean
  group?: (row: Row) => RowGroup
  empty?: ReactNode
  /** At the left of the bar above the grid: filters. */
  toolbar?: ReactNode
  /** The most height the grid takes, in CSS; rows scroll inside it. */
  height?: string
}

/** The grid: thousands of rows without a stutter, keys, ranges to copy, sums; on a phone a list. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { number } = useFormat()
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const [ownSort, setOwnSort] = useState<string | null>(props.sort ?? null)
  const [visible, choose] = useVisibleColumns(props.name, props.columns)
  const sort = props.onSort ? (props.sort ?? null) : ownSort
  const model = useGridModel({
    columns: props.columns,
    rows: props.rows,
    sort,
    sortedByServer: props.onSort !== undefined,
    visible,
  })
  const lines = useMemo(() => linesOf(model.rows, props.group), [model.rows, props.group])
  const total = props.total ?? props.rows.length
  const view = {
    ...props,
    lines,
    sort,
    setSort: props.onSort ?? setOwnSort,
    rows: model.rows,
    shownColumns: model.columns,
  }
  return (
    <div className={classes.grid}>
      <div className={classes.bar}>
        <div className={classes.tools}>{props.toolbar}</div>
        <span className={classes.count} aria-live="polite">
          {counted(total, { label: props.label, shown: number(total) })}
        </span>
        {!isPhone && <ColumnChooser columns={props.columns} visible={visible} choose={choose} />}
      </div>
      {total === 0 && !props.loading ? props.empty : isPhone ? <PhoneList {...view} /> : <TableView {...view} />}
    </div>
  )
}

/** What both views of a grid receive. */
export type GridView<Row> = DataGridProps<Row> & {
  lines: ReturnType<typeof linesOf<Row>>
  shownColumns: Column<Row>[]
  setSort: (sort: string | null) => void
}
