// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useKeyWithClickEvents: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import type { CSSProperties } from 'react'
import { type Column, type GridLine, shown } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import classes from './grid.module.css'
import { type Place, type Range, within } from './selection.ts'

type GridRowProps<Row> = {
  id: string
  line: GridLine<Row>
  top: number
  widths: CSSProperties
  columns: Column<Row>[]
  view: GridView<Row>
  active: Place | null
  range: Range | null
  select: (place: Place, grow: boolean) => void
}

/** One line of a grid: a row of cells, or the heading of a group. */
export function GridRow<Row>(props: GridRowProps<Row>) {
  const { line, view, columns, range, active } = props
  const place = { transform: `translateY(${props.top}px)` }
  if (line.kind === 'group') {
    return (
      <div role="row" className={classes.group} style={{ ...place, minWidth: props.widths.minWidth }}>
        <div role="gridcell" className={classes.groupCell} aria-colspan={columns.length}>
          <span>{line.group.label}</span>
          {line.group.aside && <span className={classes.groupAside}>{line.group.aside}</span>}
        </div>
      </div>
    )
  }
  const { row, at } = line
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      className={classes.row}
      style={{ ...place, ...props.widths }}
      data-open={view.openId === view.rowId(row) || undefined}
      data-opens={view.onOpen ? true : undefined}
    >
      {columns.map((column, columnAt) => {
        const here = { row: at, column: columnAt }
        const isActive = active?.row === at && active.column === columnAt
        return (
          <div
            key={column.id}
            id={`${props.id}-${at}-${columnAt}`}
            role="gridcell"
            aria-colindex={columnAt + 1}
            aria-selected={range ? within(range, here) : false}
            className={classes.cell}
            data-number={column.kind === 'number' || undefined}
            data-first={columnAt === 0 || undefined}
            data-active={isActive || undefined}
            onClick={(event) => {
              props.select(here, event.shiftKey)
              if (!event.shiftKey) view.onOpen?.(row)
            }}
          >
            {shown(column, row)}
          </div>
        )
      })}
    </div>
  )
}
