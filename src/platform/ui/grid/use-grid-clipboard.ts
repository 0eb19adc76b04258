import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useFormat } from '../use-format.tsx'
import { type Plan, planPaste } from './changes.ts'
import { asText, blockOf, withHeaders } from './clipboard.ts'
import { counted } from './counted.ts'
import type { GridView } from './DataGrid.tsx'
import { type Range, rangeOf, type Size } from './selection.ts'
import type { useSelection } from './use-selection.ts'

/** What was just done, told beneath the grid and to screen readers; with a way to do the same with headers. */
export type Said = { text: string; withHeaders?: () => void } | null

export type GridClipboard<Row> = ReturnType<typeof useGridClipboard<Row>>

/** Copying and pasting, as spreadsheets do it; copying all takes every row that matches, also those not loaded. */
export function useGridClipboard<Row>(given: {
  view: GridView<Row>
  selecting: ReturnType<typeof useSelection<Row>>
  size: Size
  scroller: RefObject<HTMLElement | null>
}) {
  const { view, selecting, size, scroller } = given
  const { lines, shownColumns: columns } = view
  const { decimalMark, number, regional } = useFormat()
  const [said, setSaid] = useState<Said>(null)
  const [plan, setPlan] = useState<Plan<Row> | null>(null)
  const say = (text: string) => setSaid({ text })

  function rowAt(line: number): { row: Row; id: string } | null {
    const found = lines[line]
    return found?.kind === 'row' ? found : null
  }

  function rowsIn({ top, bottom }: Range): Row[] {
    return lines.slice(top, bottom + 1).flatMap((line) => (line.kind === 'row' ? [line.row] : []))
  }

  function copy(how: { headers: boolean; event?: ClipboardEvent }): void {
    if (!selecting.selection || selecting.selection.active.row < 0) return
    const range = rangeOf(selecting.selection)
    const taken = columns.slice(range.left, range.right + 1)
    const isAll = range.top === 0 && range.bottom === size.rows - 1 && view.hasMore && view.allRows
    const write = (rows: Row[]) => (how.headers ? withHeaders : asText)({ rows, columns: taken }, decimalMark)
    const tell = (rows: Row[]) => {
      const text = `Copied ${counted(rows.length, { label: view.label, shown: number(rows.length) })}, ${number(taken.length)} ${taken.length === 1 ? 'column' : 'columns'}${how.headers ? ', with headers' : ''}.`
      setSaid(how.headers ? { text } : { text, withHeaders: () => copy({ headers: true }) })
    }
    if (isAll && view.allRows) {
      say('Fetching all rows …')
      void copyLater(view.allRows(), write).then(tell, () =>
        say('Not copied: the rows could not be fetched. Try again.'),
      )
      return
    }
    const rows = rowsIn(range)
    const text = write(rows)
    if (how.event) how.event.clipboardData?.setData('text/plain', text)
    else void navigator.clipboard?.writeText(text)
    tell(rows)
  }

  function paste(text: string): void {
    if (!selecting.selection || selecting.selection.active.row < 0 || text === '') return
    if (!view.onEdit) return
    const sheet = { rowAt, lines: size.rows, columns, locale: regional.locale }
    const found = planPaste(blockOf(text), rangeOf(selecting.selection), sheet)
    if (found.refused.length + found.doubtful.length + found.outside > 0) setPlan(found)
    else take(found)
  }

  function take(found: Plan<Row>): void {
    setPlan(null)
    view.edits.apply(found.changes)
    const { top, left, bottom, right } = found.range
    selecting.set({ anchor: { row: top, column: left }, active: { row: bottom, column: right } })
    say(`${number(found.changes.length)} ${found.changes.length === 1 ? 'cell' : 'cells'} changed.`)
  }

  useClipboardEvents(scroller, {
    copy: (event) => copy({ headers: false, event }),
    paste: (event) => paste(event.clipboardData?.getData('text/plain') ?? ''),
  })
  const hush = useCallback(() => setSaid(null), [])
  return { said, hush, say, rowAt, plan, take, leave: () => setPlan(null), copy }
}

type Handlers = Record<'copy' | 'paste', (event: ClipboardEvent) => void>

/** The browser sends copy and paste to where text is selected, not to what has the focus: listens there, for this grid alone. */
function useClipboardEvents(scroller: RefObject<HTMLElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      if (document.activeElement !== scroller.current) return
      event.preventDefault()
      latest.current[event.type as 'copy' | 'paste'](event)
    }
    document.addEventListener('copy', listen)
    document.addEventListener('paste', listen)
    return () => {
      document.removeEventListener('copy', listen)
      document.removeEventListener('paste', listen)
    }
  }, [scroller])
}

/** Writes to the clipboard what is still on its way: the promise keeps the right to write that the key gave. */
async function copyLater<Row>(rows: Promise<Row[]>, write: (rows: Row[]) => string): Promise<Row[]> {
  const text = rows.then((all) => new Blob([write(all)], { type: 'text/plain' }))
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
  return rows
}
