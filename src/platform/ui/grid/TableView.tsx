// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is grid or treegrid
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: its role is grid or treegrid
import { useEffect, useId, useMemo, useRef } from 'react'
import { ClipboardDialogs } from './ClipboardDialogs.tsx'
import type { GridView } from './DataGrid.tsx'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { type Cell, GridRow } from './GridRow.tsx'
import classes from './grid.module.css'
import { fitting, placed } from './layout.ts'
import { StatusPill } from './StatusPill.tsx'
import { isMany, type Place, type Range, rangeOf } from './selection.ts'
import { useEditor } from './use-editor.ts'
import { useGridClipboard } from './use-grid-clipboard.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridMouse } from './use-grid-mouse.ts'
import { useSelection } from './use-selection.ts'
import { useColumnWindow, useLineWindow, useRoom } from './use-window.ts'

const lineHeight = 37
const headHeight = 40
const footHeight = 40

/** The grid on a wide screen: sticky head and foot, rows and columns drawn as they scroll into view, one active cell. */
export function TableView<Row>(given: GridView<Row>) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const room = useRoom(scroller)
  const { shownColumns, layout } = given
  const view = {
    ...given,
    shownColumns: useMemo(() => fitting(shownColumns, layout, room), [shownColumns, layout, room]),
  }
  const places = useMemo(() => placed(view.shownColumns, view.layout, room), [view.shownColumns, view.layout, room])
  const size = { rows: view.lines.length, columns: places.length, page: pageOf(scroller.current) }
  const selecting = useSelection(view, size)
  const { selection } = selecting
  const active = selection?.active ?? null
  const lines = useLineWindow({
    count: view.lines.length,
    scroller,
    lineHeight,
    padding: { top: headHeight, bottom: footHeight },
    active: active?.row ?? null,
    more: view.more,
    hasMore: view.hasMore ?? false,
    loading: view.loading ?? false,
  })
  const columns = useColumnWindow({ places, scroller, active })
  const scrollTo = (place: { row: number; column: number }) => {
    if (place.row >= 0) lines.scrollTo(place.row)
    columns.scrollTo(place.column)
  }
  const clipboard = useGridClipboard({ view, selecting, size, scroller })
  const editor = useEditor({ view, selecting, size, scroller, scrollTo, clipboard })
  const onKeyDown = useGridKeys({ view, selecting, editor, clipboard, size, scrollTo, places })
  const mouse = useGridMouse({ view, selecting, editor, scrollTo })
  const cells = useMemo(() => columns.shown.map((at) => ({ ...places[at]!, at })), [columns.shown, places])
  const width = places.reduce((sum, place) => sum + place.width, 0)
  const range = selection && selection.active.row >= 0 ? rangeOf(selection) : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [view.sort])

  return (
    <>
      <div
        ref={scroller}
        className={classes.scroller}
        style={{ maxHeight: view.height ?? 'max(320px, calc(100dvh - 300px))' }}
        role={view.parent || view.group ? 'treegrid' : 'grid'}
        aria-label={view.label}
        aria-rowcount={(view.total ?? view.lines.length) + 1}
        aria-colcount={places.length}
        aria-busy={view.loading ?? false}
        aria-readonly={view.onEdit === undefined}
        aria-multiselectable
        {...(active && { 'aria-activedescendant': cellId(id, active, view.lines[active.row]?.kind === 'group') })}
        tabIndex={0}
        onFocus={(event) => event.target === event.currentTarget && selecting.start()}
        onKeyDown={onKeyDown}
        {...mouse.events}
      >
        <GridHead id={id} view={view} cells={cells} width={width} active={active?.row === -1 ? active.column : null} />
        <Lines {...{ id, view, lines, cells, width, active, range, editor }} fill={mouse.fill} />
        <GridFoot view={view} cells={cells} width={width} range={range && isMany(range) ? range : null} />
      </div>
      <StatusPill said={clipboard.said} hush={clipboard.hush} />
      <ClipboardDialogs clipboard={clipboard} scroller={scroller} />
    </>
  )
}

/** The lines in view; each is given only what concerns it, so that it is drawn again only when that changed. */
function Lines<Row>(props: {
  id: string
  view: GridView<Row>
  lines: ReturnType<typeof useLineWindow>
  cells: Cell<Row>[]
  width: number
  active: Place | null
  range: Range | null
  fill: Range | null
  editor: ReturnType<typeof useEditor<Row>>
}) {
  const { id, view, lines, cells, width, active, range, fill, editor } = props
  return (
    <div role="rowgroup" style={{ height: lines.height, width, position: 'relative' }}>
      {lines.items.map(({ key, index, start }) => {
        const line = view.lines[index]
        if (!line) return null
        const [left, right] = columnsIn(range, index)
        const [fillLeft, fillRight] = columnsIn(fill, index)
        return (
          <GridRow
            key={key}
            {...{ id, line, index, width, cells, left, right, fillLeft, fillRight }}
            top={start}
            opens={line.kind === 'row' && view.mayOpen(line.row)}
            isOpened={line.kind === 'row' && view.openId === line.id}
            active={active?.row === index ? active.column : -1}
            handle={editor.mayFill && range?.bottom === index ? range.right : -1}
            editing={editor.editing?.place.row === index ? editor.editing : null}
            isEditable={view.onEdit !== undefined}
          />
        )
      })}
    </div>
  )
}

/** The columns of a range in one line; -1 where it has none. */
function columnsIn(range: Range | null, line: number): [number, number] {
  return range && line >= range.top && line <= range.bottom ? [range.left, range.right] : [-1, -1]
}

/** The id of a cell; the heading of a group is one cell, whatever the column. */
export function cellId(id: string, { row, column }: { row: number; column: number }, isGroup = false): string {
  return `${id}-${row}-${isGroup ? 0 : column}`
}

function pageOf(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor(((scroller?.clientHeight ?? 400) - headHeight - footHeight) / lineHeight) - 1)
}
