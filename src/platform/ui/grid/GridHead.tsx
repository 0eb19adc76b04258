// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type DragEvent, type PointerEvent, useRef, useState } from 'react'
import { type Column, nextSort, readSort } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import { type Cell, placeOf } from './GridRow.tsx'
import classes from './grid.module.css'
import { reordered, resized } from './layout.ts'

/** The head of a grid: names with units. A click sorts, a drag moves a column, its edge makes it wider. */
export function GridHead<Row>(props: {
  id: string
  view: GridView<Row>
  cells: Cell<Row>[]
  width: number
  /** The column of the active cell while it is in the head. */
  active: number | null
}) {
  const { view, cells } = props
  const [over, setOver] = useState<number | null>(null)
  const dragged = useRef<string | null>(null)

  function drop(event: DragEvent, to: number): void {
    event.preventDefault()
    setOver(null)
    const id = dragged.current
    if (id) view.setLayout(reordered(view.columns, view.layout, { id, to }))
    dragged.current = null
  }

  return (
    <div role="rowgroup" className={classes.head} style={{ width: props.width }}>
      <div role="row" aria-rowindex={1} className={classes.line}>
        {cells.map((cell) => (
          <div
            key={cell.column.id}
            id={`${props.id}--1-${cell.at}`}
            role="columnheader"
            aria-colindex={cell.at + 1}
            aria-sort={directionOf(cell.column, view.sort) ?? 'none'}
            className={classes.headCell}
            style={placeOf(cell)}
            data-number={cell.column.kind === 'number' || undefined}
            data-first={cell.at === 0 || undefined}
            data-frozen={cell.frozen || undefined}
            data-active={props.active === cell.at || undefined}
            data-over={over === cell.at || undefined}
            title={cell.column.definition}
            draggable
            onDragStart={(event) => {
              dragged.current = cell.column.id
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={(event) => {
              if (dragged.current === null) return
              event.preventDefault()
              setOver(cell.at)
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => drop(event, cell.at)}
          >
            <Sorter column={cell.column} view={view} />
            <Edge cell={cell} view={view} />
          </div>
        ))}
      </div>
    </div>
  )
}

function Sorter<Row>({ column, view }: { column: Column<Row>; view: GridView<Row> }) {
  const direction = directionOf(column, view.sort)
  if (column.sortable === false) return <Name column={column} />
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.sorter}
      onClick={() => view.setSort(nextSort(column, view.sort))}
    >
      <Name column={column} />
      {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
      {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
    </button>
  )
}

/** The edge of a column head: dragged, it makes the column wider; a double click gives it its own width back. */
function Edge<Row>({ cell, view }: { cell: Cell<Row>; view: GridView<Row> }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const { id } = cell.column
  function move(event: PointerEvent): void {
    if (from.current) view.setLayout(resized(view.layout, id, from.current.width + event.clientX - from.current.x))
  }
  return (
    <span
      className={classes.edge}
      data-edge={id}
      aria-hidden
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width: cell.width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={move}
      onPointerUp={() => {
        from.current = null
      }}
      onDoubleClick={() => {
        const { [id]: _, ...widths } = view.layout.widths ?? {}
        view.setLayout({ ...view.layout, widths })
      }}
    />
  )
}

function Name<Row>({ column }: { column: Column<Row> }) {
  return (
    <span className={classes.name}>
      {column.header}
      {column.unit && <span className={classes.unit}> {column.unit}</span>}
    </span>
  )
}

function directionOf<Row>(column: Column<Row>, sort: string | null): 'ascending' | 'descending' | undefined {
  const sorted = readSort(sort)
  return sorted?.id === column.id ? (sorted.desc ? 'descending' : 'ascending') : undefined
}
