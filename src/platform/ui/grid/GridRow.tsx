// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { CellEditor } from './CellEditor.tsx'
import { shown } from './column.ts'
import classes from './grid.module.css'
import type { Placed } from './layout.ts'
import type { GridLine } from './lines.ts'
import type { Editing } from './use-editor.ts'

export type Cell<Row> = Placed<Row> & { at: number }

type GridRowProps<Row> = {
  id: string
  line: GridLine<Row>
  index: number
  top: number
  width: number
  cells: Cell<Row>[]
  opens: boolean
  isOpened: boolean
  isEditable: boolean
  /** The column of the active cell, the columns of the range, of a fill and of the fill handle in this row; -1 is none. */
  active: number
  left: number
  right: number
  fillLeft: number
  fillRight: number
  handle: number
  editing: Editing<Row> | null
}

/** One line of a grid: a row of cells, or the heading of a group. Drawn again only when something of it changed. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { line, index, cells, width } = props
  const style = { transform: `translateY(${props.top}px)`, width }
  if (line.kind === 'group') return <GroupLine {...props} line={line} style={style} />
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={style}
      data-line={index}
      data-open={props.isOpened || undefined}
      data-opens={props.opens || undefined}
      {...(line.branch && { 'aria-level': line.branch.level })}
      {...(line.branch?.hasBelow && { 'aria-expanded': line.branch.isOpen })}
    >
      {cells.map((cell) => (
        <RowCell key={cell.column.id} cell={cell} line={line} row={props} />
      ))}
    </div>
  )
}

function RowCell<Row>(props: {
  cell: Cell<Row>
  line: Extract<GridLine<Row>, { kind: 'row' }>
  row: GridRowProps<Row>
}) {
  const { cell, line, row } = props
  const { column, at } = cell
  const { edit } = column
  const isEdited = row.editing?.place.column === at
  const mayEdit = row.isEditable && edit !== undefined && !edit.locked?.(line.row)
  return (
    <div
      id={`${row.id}-${row.index}-${at}`}
      role="gridcell"
      aria-colindex={at + 1}
      aria-selected={at >= row.left && at <= row.right}
      {...(row.isEditable && !mayEdit && { 'aria-readonly': true })}
      className={classes.cell}
      style={placeOf(cell)}
      data-col={at}
      data-number={column.kind === 'number' || undefined}
      data-first={at === 0 || undefined}
      data-frozen={cell.frozen || undefined}
      data-active={at === row.active || undefined}
      data-edits={mayEdit || undefined}
      data-editing={isEdited || undefined}
      data-fill={(at >= row.fillLeft && at <= row.fillRight) || undefined}
    >
      {at === 0 && line.branch && <Chevron branch={line.branch} />}
      {isEdited && row.editing ? <CellEditor editing={row.editing} /> : shown(column, line.row)}
      {at === row.handle && !row.editing && <span className={classes.handle} data-handle aria-hidden />}
    </div>
  )
}

function Chevron({ branch }: { branch: { level: number; hasBelow: boolean; isOpen: boolean } }) {
  const Icon = branch.isOpen ? IconChevronDown : IconChevronRight
  return (
    <span
      className={classes.twig}
      style={{ width: 18 * branch.level }}
      data-toggle={branch.hasBelow || undefined}
      aria-hidden
    >
      {branch.hasBelow && <Icon size={14} />}
    </span>
  )
}

function GroupLine<Row>(
  props: GridRowProps<Row> & { line: Extract<GridLine<Row>, { kind: 'group' }>; style: React.CSSProperties },
) {
  const { line, cells, index } = props
  const Icon = line.isOpen ? IconChevronDown : IconChevronRight
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.group}
      style={props.style}
      data-line={index}
      aria-expanded={line.isOpen}
    >
      <div
        id={`${props.id}-${index}-0`}
        role="gridcell"
        className={classes.groupCell}
        aria-colspan={cells.length}
        aria-colindex={1}
        aria-selected={props.left >= 0}
        data-active={props.active >= 0 || undefined}
        data-col={0}
        data-toggle
      >
        <span className={classes.groupLabel}>
          <Icon size={14} aria-hidden />
          {line.group.label}
        </span>
        {line.group.aside && <span className={classes.groupAside}>{line.group.aside}</span>}
      </div>
    </div>
  )
}

/** Frozen cells stick to the left, in the flow of the row; the others stand at their place. */
export function placeOf<Row>({ frozen, left, width }: Cell<Row>): React.CSSProperties {
  return frozen ? { left, width } : { position: 'absolute', left, width }
}
