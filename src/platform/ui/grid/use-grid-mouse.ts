import { type MouseEvent, useEffect, useRef, useState } from 'react'
import type { GridView } from './DataGrid.tsx'
import { isMany, type Place, type Range, rangeOf } from './selection.ts'
import type { useEditor } from './use-editor.ts'
import type { useSelection } from './use-selection.ts'

type Drag = { kind: 'range' | 'fill'; source: Range | null }

/** A cell whose text is cut tells all of it as long as the pointer is on it. */
function onMouseOver({ target }: MouseEvent<HTMLElement>): void {
  const cell = (target as HTMLElement).closest<HTMLElement>('[role="gridcell"]')
  if (!cell) return
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? ''
  else cell.removeAttribute('title')
}

/** What the mouse does: a click selects or opens, a drag grows a range, the handle fills, a double click edits. */
export function useGridMouse<Row>(given: {
  view: GridView<Row>
  selecting: ReturnType<typeof useSelection<Row>>
  editor: ReturnType<typeof useEditor<Row>>
  scrollTo: (place: Place) => void
}) {
  const { view, selecting, editor, scrollTo } = given
  const drag = useRef<Drag | null>(null)
  const moved = useRef(false)
  const [fill, setFill] = useState<Range | null>(null)
  const finish = useRef<() => void>(() => undefined)
  finish.current = () => {
    if (drag.current?.kind === 'fill' && drag.current.source && fill) editor.fill(drag.current.source, fill)
    drag.current = null
    setFill(null)
  }
  useEffect(() => {
    const end = () => drag.current && finish.current()
    window.addEventListener('mouseup', end)
    return () => window.removeEventListener('mouseup', end)
  }, [])

  function onMouseDown(event: MouseEvent<HTMLElement>): void {
    const place = placeOf(event)
    if (!place || event.button !== 0 || isInteractive(event)) return
    const element = event.target as HTMLElement
    moved.current = false
    if (element.closest('[data-handle]')) {
      event.preventDefault()
      drag.current = { kind: 'fill', source: selecting.selection && rangeOf(selecting.selection) }
      return
    }
    drag.current = { kind: 'range', source: null }
    editor.endRun()
    selecting.select(place, event.shiftKey)
  }

  function onMouseMove(event: MouseEvent<HTMLElement>): void {
    if (!drag.current) return
    const place = placeOf(event)
    if (!place) return
    const { kind, source } = drag.current
    if (kind === 'fill' && source) {
      setFill(fillRange(source, place))
      return
    }
    const { active } = selecting.from
    if (place.row === active.row && place.column === active.column) return
    moved.current = true
    selecting.select(place, true)
    scrollTo(place)
  }

  function onClick(event: MouseEvent<HTMLElement>): void {
    const place = placeOf(event)
    if (!place || moved.current || event.shiftKey || isInteractive(event)) return
    const line = view.lines[place.row]
    const toggles = (event.target as HTMLElement).closest('[data-toggle]') !== null
    if (line?.kind === 'group') view.toggle(line.group.key)
    if (line?.kind !== 'row') return
    if (toggles && line.branch?.hasBelow) {
      view.toggle(line.id)
      return
    }
    const edit = view.onEdit && view.shownColumns[place.column]?.edit
    if (!edit || edit.locked?.(line.row)) view.onOpen?.(line.row)
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    const place = placeOf(event)
    if (place && !isInteractive(event)) editor.begin(place)
  }

  return { fill, events: { onMouseDown, onMouseMove, onMouseOver, onClick, onDoubleClick } }
}

/** A fill goes one way: down or up, else right or left, whichever the pointer is further out. */
function fillRange(source: Range, place: Place): Range | null {
  const down = Math.max(source.top - place.row, place.row - source.bottom, 0)
  const across = Math.max(source.left - place.column, place.column - source.right, 0)
  const target =
    down >= across
      ? { ...source, top: Math.min(source.top, place.row), bottom: Math.max(source.bottom, place.row) }
      : { ...source, left: Math.min(source.left, place.column), right: Math.max(source.right, place.column) }
  return isMany(target) && down + across > 0 ? target : null
}

function placeOf({ target }: MouseEvent): Place | null {
  const element = target as HTMLElement
  const cell = element.closest<HTMLElement>('[data-col]')
  const line = element.closest<HTMLElement>('[data-line]')
  return cell && line ? { row: Number(line.dataset.line), column: Number(cell.dataset.col) } : null
}

function isInteractive({ target }: MouseEvent): boolean {
  return (target as HTMLElement).closest('a, button, input, select, textarea, [data-editor]') !== null
}
