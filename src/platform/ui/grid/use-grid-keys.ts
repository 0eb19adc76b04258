import type { KeyboardEvent } from 'react'
import { nextSort } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import { leastColumn, type Placed, reordered, resized } from './layout.ts'
import { moved, type Place, type Size } from './selection.ts'
import type { useEditor } from './use-editor.ts'
import type { GridClipboard } from './use-grid-clipboard.ts'
import type { useSelection } from './use-selection.ts'

type Given<Row> = {
  view: GridView<Row>
  selecting: ReturnType<typeof useSelection<Row>>
  editor: ReturnType<typeof useEditor<Row>>
  clipboard: GridClipboard<Row>
  size: Size
  scrollTo: (place: Place) => void
  places: Placed<Row>[]
}

/** What keys do in a grid: walk, grow a range, edit, fill, undo, open; on the head: sort, move, widen. */
export function useGridKeys<Row>(given: Given<Row>): (event: KeyboardEvent<HTMLElement>) => void {
  const { selecting, size, scrollTo, editor } = given
  return (event) => {
    if (event.target !== event.currentTarget || size.rows === 0) return
    const done = selecting.from.active.row < 0 ? onHead(given, event) : onCells(given, event)
    if (done) {
      event.preventDefault()
      return
    }
    if (event.altKey) return
    const jump = event.ctrlKey || event.metaKey
    const next = moved({ selection: selecting.from, key: event.key, shift: event.shiftKey, jump, size })
    if (!next) return
    event.preventDefault()
    editor.endRun()
    selecting.set(next)
    scrollTo(next.active)
  }
}

function onHead<Row>({ view, selecting, places }: Given<Row>, { key, altKey, shiftKey }: KeyboardEvent): boolean {
  const at = selecting.from.active.column
  const place = places[at]
  if (!place) return false
  const { column } = place
  if ((key === 'Enter' || key === ' ') && column.sortable !== false) {
    view.setSort(nextSort(column, view.sort))
    return true
  }
  const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (!altKey || by === 0) return false
  if (shiftKey) {
    view.setLayout(resized(view.layout, column.id, Math.max(leastColumn, place.width + by * 16)))
  } else {
    const to = Math.max(0, Math.min(places.length - 1, at + by))
    view.setLayout(reordered(view.columns, view.layout, { id: column.id, to }))
    selecting.select({ row: -1, column: to })
  }
  return true
}

function onCells<Row>(given: Given<Row>, event: KeyboardEvent): boolean {
  const { editor, selecting, view } = given
  const { active } = selecting.from
  const line = view.lines[active.row]
  const jump = event.ctrlKey || event.metaKey
  if (jump || event.altKey) return withControl(given, event)
  if (event.key === ' ' && event.shiftKey) return selectWhole(given, 'row')
  if (line?.kind === 'group') return onGroup(given, event)
  if (branchKey(given, event.key)) return true
  if (event.key === 'Tab') return editor.tab(event.shiftKey)
  if (event.key === 'Escape') {
    editor.endRun()
    selecting.select(active)
    return true
  }
  if (event.key === 'F2') return editor.begin(active)
  if (event.key === 'Enter') return enter(given)
  if (event.key === 'Delete') {
    if (view.onEdit) editor.clear()
    return view.onEdit !== undefined
  }
  if (event.key === 'Backspace') return editor.begin(active, '')
  return event.key.length === 1 && event.key !== ' ' && editor.begin(active, event.key)
}

/** Enter edits where one can; else it opens the row, or goes on after a run of entries. */
function enter<Row>({ editor, selecting, view }: Given<Row>): boolean {
  const { active } = selecting.from
  const line = view.lines[active.row]
  if (line?.kind !== 'row') return false
  const edit = view.onEdit && view.shownColumns[active.column]?.edit
  if (edit && !edit.locked?.(line.row)) return editor.begin(active)
  view.onOpen?.(line.row)
  return true
}

function withControl<Row>(given: Given<Row>, { key, altKey, shiftKey }: KeyboardEvent): boolean {
  const { editor, selecting, view, clipboard } = given
  const low = key.toLowerCase()
  if (altKey) {
    if (low === 'c') clipboard.copy({ headers: true })
    else if (low === 'd') editor.seriesDown()
    else if (low === 'r') editor.seriesRight()
    else return false
    return true
  }
  if (low === 'a') return selectWhole(given, 'all')
  if (key === ' ') return selectWhole(given, 'column')
  const line = view.lines[selecting.from.active.row]
  if (key === 'Enter' && line?.kind === 'row') view.onOpen?.(line.row)
  else if (!view.onEdit) return false
  else if (low === 'd') editor.copyDown()
  else if (low === 'r') editor.copyRight()
  else if (low === 'y' || (low === 'z' && shiftKey))
    void view.edits.redo().then((cells) => tell(given, cells, 'done again'))
  else if (low === 'z') void view.edits.undo().then((cells) => tell(given, cells, 'taken back'))
  else return false
  return true
}

function tell<Row>({ clipboard }: Given<Row>, cells: number, what: string): void {
  clipboard.say(cells === 0 ? 'There is nothing more.' : `${cells} ${cells === 1 ? 'cell' : 'cells'} ${what}.`)
}

function selectWhole<Row>({ selecting, size }: Given<Row>, what: 'all' | 'row' | 'column'): boolean {
  const { active } = selecting.from
  const [top, bottom] = what === 'row' ? [active.row, active.row] : [0, size.rows - 1]
  const [left, right] = what === 'column' ? [active.column, active.column] : [0, size.columns - 1]
  selecting.set({ anchor: { row: top, column: left }, active: { row: bottom, column: right } })
  return true
}

function onGroup<Row>({ view, selecting }: Given<Row>, { key }: KeyboardEvent): boolean {
  const line = view.lines[selecting.from.active.row]
  if (line?.kind !== 'group') return false
  const wanted =
    key === 'ArrowRight' ? true : key === 'ArrowLeft' ? false : key === 'Enter' || key === ' ' ? !line.isOpen : null
  if (wanted === null) return false
  if (wanted !== line.isOpen) view.toggle(line.group.key)
  return true
}

/** In the first column of a tree, Right opens a branch and Left closes it or goes to the row above. */
function branchKey<Row>({ view, selecting, scrollTo }: Given<Row>, key: string): boolean {
  const { active } = selecting.from
  const line = view.lines[active.row]
  if (line?.kind !== 'row' || !line.branch || active.column !== 0) return false
  const { hasBelow, isOpen, level } = line.branch
  if ((key === 'ArrowRight' && hasBelow && !isOpen) || (key === 'ArrowLeft' && hasBelow && isOpen)) {
    view.toggle(line.id)
    return true
  }
  if (key !== 'ArrowLeft' || level === 1) return false
  const above = view.lines
    .slice(0, active.row)
    .findLastIndex((each) => each.kind === 'row' && each.branch && each.branch.level < level)
  if (above < 0) return false
  selecting.select({ row: above, column: 0 })
  scrollTo({ row: above, column: 0 })
  return true
}
