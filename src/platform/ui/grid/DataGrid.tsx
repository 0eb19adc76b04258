import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import { useGo } from '../url-state.ts'
import { useFormat } from '../use-format.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { ColumnMeanings } from './ColumnMeanings.tsx'
import type { Column } from './column.ts'
import { counted } from './counted.ts'
import classes from './grid.module.css'
import { arranged, type Layout } from './layout.ts'
import { type GridLine, linesOf, type RowGroup } from './lines.ts'
import { OutMenu } from './OutMenu.tsx'
import { PhoneList } from './PhoneList.tsx'
import { sortedRows } from './sorted.ts'
import { TableView } from './TableView.tsx'
import { type OnEdit, useEdits } from './use-edits.ts'
import { useLayout } from './use-layout.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

export type DataGridProps<Row> = {
  /** Under this name the arrangement of columns is remembered. */
  name: string
  /** What the grid lists, for screen readers and the count: `Deals`. */
  label: string
  /** Keep it in useMemo. */
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** What stays the same of a row when it is changed, where its id does not: by this a workbook knows it again. */
  keyOf?: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The address of the rows or the record behind a row, which opening it leads to; null where it has none. */
  opens?: (row: Row) => string | null
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
  /** Every row that matches, also those not loaded: what copying all takes. */
  allRows?: () => Promise<Row[]>
  /** What one must know of the rows when they leave: filters, what is left out, from which day. */
  about?: { label: string; text: string }[]
  /** What the rows are of, beside their keys (a node, a cycle): a workbook that left another one is not taken back here. */
  scope?: string
  /** Columns that only files have, after the others: what a row is known by when its file comes back. */
  fileColumns?: Column<Row>[]
  group?: (row: Row) => RowGroup
  /** For a tree: the id of the row above, null at the top. */
  parent?: (row: Row) => string | null
  /** Writes what was typed, pasted or filled into cells of columns with `edit`; left out, nothing is edited. */
  onEdit?: OnEdit<Row>
  empty?: ReactNode
  /** At the left of the bar above the grid: filters. */
  toolbar?: ReactNode
  /** What of the address a saved view holds beside columns and the grid's own sort: filters, sort, grouping. */
  viewParams?: readonly string[]
  /** At the right of the bar, beside the choice of columns: ways out, saved views. */
  actions?: ReactNode
  /** The most height the grid takes, in CSS; rows scroll inside it. */
  height?: string
}

/** The grid: thousands of rows without a stutter, edited by keys and mouse like a spreadsheet; on a phone a list. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { number } = useFormat()
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const view = useGridView(props)
  const total = props.total ?? props.rows.length
  return (
    <div className={classes.grid}>
      <div className={classes.bar}>
        <div className={classes.tools}>{props.toolbar}</div>
        <span className={classes.count} data-over-rows>
          <span aria-live="polite">{counted(total, { label: props.label, shown: number(total) })}</span>
          <ColumnMeanings label={props.label} columns={props.columns} />
        </span>
        {!isPhone && props.actions}
        {!isPhone && (
          <ViewsMenu
            screen={props.name}
            params={props.viewParams ?? []}
            layout={view.layout}
            setLayout={view.setLayout}
            {...(!props.onSort && { sort: view.sort, setSort: view.setSort })}
          />
        )}
        {!isPhone && <OutMenu view={view} />}
        {!isPhone && <ColumnChooser columns={props.columns} layout={view.layout} setLayout={view.setLayout} />}
      </div>
      {total === 0 && !props.loading ? props.empty : isPhone ? <PhoneList {...view} /> : <TableView {...view} />}
    </div>
  )
}

/** What both views of a grid receive. */
export type GridView<Row> = Omit<DataGridProps<Row>, 'sort'> & {
  lines: GridLine<Row>[]
  shownColumns: Column<Row>[]
  layout: Layout
  setLayout: (layout: Layout) => void
  sort: string | null
  setSort: (sort: string | null) => void
  /** Opens or closes a group or a branch. */
  toggle: (key: string) => void
  edits: ReturnType<typeof useEdits<Row>>
  /** Whether opening this row leads anywhere. */
  mayOpen: (row: Row) => boolean
}

function useGridView<Row>(props: DataGridProps<Row>): GridView<Row> {
  const { columns, rows, rowId, group, parent, onSort, onEdit, opens } = props
  const [ownSort, setOwnSort] = useState<string | null>(props.sort ?? null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [layout, setLayout] = useLayout(props.name)
  const go = useGo()
  const sort = onSort ? (props.sort ?? null) : ownSort
  const ownOrder = onSort ? null : sort
  const sorted = useMemo(() => sortedRows(rows, columns, ownOrder), [rows, columns, ownOrder])
  const edits = useEdits({ rows: sorted, rowId, columns, onEdit })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rowId is a plain look at the row, written anew at each render
  const lines = useMemo(
    () => linesOf({ rows: edits.rows, rowId, group, parent, closed }),
    [edits.rows, group, parent, closed],
  )
  return {
    ...props,
    ...(opens && {
      onOpen: (row: Row) => {
        const to = opens(row)
        if (to !== null) go(to)
      },
    }),
    mayOpen: (row) => (opens ? opens(row) !== null : props.onOpen !== undefined),
    lines,
    shownColumns: useMemo(() => arranged(columns, layout), [columns, layout]),
    layout,
    setLayout,
    sort,
    setSort: onSort ?? setOwnSort,
    toggle: (key) =>
      setClosed((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key])),
    edits,
  }
}
