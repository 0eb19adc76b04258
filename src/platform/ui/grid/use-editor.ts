import { type RefObject, useEffect, useState } from 'react'
import { useFormat } from '../use-format.tsx'
import type { Column } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import { type CellEdit, editText, readCell } from './edit.ts'
import type { Place, Size } from './selection.ts'
import { type Then, useEntry } from './use-entry.ts'
import type { GridClipboard } from './use-grid-clipboard.ts'
import { useRangeEdits } from './use-range-edits.ts'
import type { useSelection } from './use-selection.ts'

/** A cell being edited. */
export type Editing<Row> = {
  place: Place
  row: Row
  of: Column<Row> & { edit: CellEdit<Row> }
  text: string
  /** Typing replaced the old value: arrow keys write and move on. */
  isTyped: boolean
  /** Writes the text; what is wrong with it, or null when it was taken. */
  commit: (text: string, then: Then) => string | null
  cancel: () => void
  /** Where the list of choices is drawn: in the page's own part, so that it belongs to a landmark. */
  host: HTMLElement | null
}

/** Editing of one cell, the way from cell to cell, and edits of a range at once. */
export function useEditor<Row>(given: {
  view: GridView<Row>
  selecting: ReturnType<typeof useSelection<Row>>
  size: Size
  scroller: RefObject<HTMLElement | null>
  scrollTo: (place: Place) => void
  clipboard: GridClipboard<Row>
}) {
  const { view, scroller, clipboard } = given
  const { locale } = useFormat().regional
  const [editing, setEditing] = useState<Editing<Row> | null>(null)
  const entry = useEntry(given)
  const range = useRangeEdits(given)
  const isGone = editing !== null && view.lines[editing.place.row]?.kind !== 'row'
  useEffect(() => {
    if (isGone) setEditing(null)
  }, [isGone])

  function end(): void {
    setEditing(null)
    scroller.current?.focus({ preventScroll: true })
  }

  function begin(place: Place, typed?: string): boolean {
    const found = clipboard.rowAt(place.row)
    const column = view.shownColumns[place.column]
    if (!view.onEdit || !found || !column?.edit) return false
    const { edit } = column
    const { row, id } = found
    const why = edit.locked?.(row)
    if (why) {
      clipboard.say(why)
      return true
    }
    function commit(text: string, then: Then): string | null {
      const read = readCell(text, edit, { row, locale })
      if (read.kind === 'refused') return read.says
      const from = edit.value(row)
      if (then === 'range') range.write(text)
      else if (read.value !== from) view.edits.apply([{ row, id, column: column!.id, from, to: read.value }])
      end()
      entry.goOn(place, then)
      return null
    }
    const text = typed ?? editText(edit, { row, locale })
    const host = scroller.current?.parentElement ?? null
    setEditing({ place, row, of: { ...column, edit }, text, isTyped: typed !== undefined, commit, cancel: end, host })
    return true
  }

  return { ...range, ...entry, editing: isGone ? null : editing, begin }
}
