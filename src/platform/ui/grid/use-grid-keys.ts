import { type KeyboardEvent, useState } from 'react'
import { useFormat } from '../use-format.tsx'
import type { GridView } from './DataGrid.tsx'
import { asText, moved, type Place, rangeOf, type Selection } from './selection.ts'

const corner: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } }

/** The active cell, the range and what keys do: arrows walk, Shift grows, Ctrl/Cmd jumps, C copies, A takes all, Enter opens. */
export function useGridKeys<Row>(
  view: GridView<Row>,
  options: { scrollTo: (line: number) => void; page: () => number },
): {
  selection: Selection | null
  select: (place: Place, grow: boolean) => void
  start: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
} {
  const { rows, lines, shownColumns: columns } = view
  const mark = useFormat().decimalMark
  const [selection, setSelection] = useState<Selection | null>(null)

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget || rows.length === 0) return
    const from = selection ?? corner
    const jump = event.ctrlKey || event.metaKey
    if (jump && (event.key === 'c' || event.key === 'a')) {
      shortcut(event, from)
      return
    }
    const opened = rows[from.active.row]
    if (event.key === 'Enter' && opened) view.onOpen?.(opened)
    if (event.key === 'Escape') setSelection(null)
    const size = { rows: rows.length, columns: columns.length, page: options.page() }
    const next = moved({ selection: from, key: event.key, shift: event.shiftKey, jump, size })
    if (!next) return
    event.preventDefault()
    setSelection(next)
    options.scrollTo(lines.findIndex((line) => line.kind === 'row' && line.at === next.active.row))
  }

  function shortcut(event: KeyboardEvent<HTMLElement>, from: Selection): void {
    event.preventDefault()
    const end = { row: rows.length - 1, column: columns.length - 1 }
    if (event.key === 'a') setSelection({ active: end, anchor: { row: 0, column: 0 } })
    else void navigator.clipboard?.writeText(asText(rangeOf(from), columns, rows, mark))
  }

  return {
    selection,
    select: (place, grow) =>
      setSelection((before) => ({ active: place, anchor: grow && before ? before.anchor : place })),
    start: () => setSelection((before) => before ?? corner),
    onKeyDown,
  }
}
