import { useFormat } from '../use-format.tsx'
import { type CellChange, planCells } from './changes.ts'
import type { GridView } from './DataGrid.tsx'
import { planFill } from './fill.ts'
import { type Range, rangeOf, type Size } from './selection.ts'
import type { GridClipboard } from './use-grid-clipboard.ts'
import type { useSelection } from './use-selection.ts'

export type RangeEdits = ReturnType<typeof useRangeEdits>

/** Edits of a whole range at once: write one text into it, clear it, fill it down or right, go on with its series. */
export function useRangeEdits<Row>(given: {
  view: GridView<Row>
  selecting: ReturnType<typeof useSelection<Row>>
  size: Size
  clipboard: GridClipboard<Row>
}) {
  const { view, selecting, size, clipboard } = given
  const { locale } = useFormat().regional
  const { shownColumns: columns, edits } = view
  const { rowAt } = clipboard
  const range = selecting.selection && selecting.selection.active.row >= 0 ? rangeOf(selecting.selection) : null

  function write(text: string): void {
    if (range) finish(planCells(range, { rowAt, lines: size.rows, columns, locale }, () => text))
  }

  function finish(plan: { changes: CellChange<Row>[]; refused: unknown[] }): void {
    edits.apply(plan.changes)
    if (plan.refused.length > 0) clipboard.say(`${plan.refused.length} of the cells cannot be changed and stayed.`)
  }

  function fill(source: Range, target: Range): void {
    edits.apply(planFill({ source, target, columns, rowAt }))
    const { top, left, bottom, right } = target
    selecting.set({ anchor: { row: top, column: left }, active: { row: bottom, column: right } })
  }

  return {
    fill,
    write,
    mayFill:
      view.onEdit !== undefined &&
      range !== null &&
      columns.slice(range.left, range.right + 1).some((column) => column.edit !== undefined),
    clear: () => write(''),
    /** Ctrl+D and Ctrl+R: the first row or column of the range goes into the rest, or into the one cell from above or left. */
    copyDown: () => range && fill(...downFrom(range, 1)),
    copyRight: () => range && fill(...rightFrom(range, 1)),
    seriesDown: () => range && range.bottom - range.top > 1 && fill(...downFrom(range, 2)),
    seriesRight: () => range && range.right - range.left > 1 && fill(...rightFrom(range, 2)),
  }
}

function downFrom(range: Range, leading: number): [Range, Range] {
  const top = range.top === range.bottom ? Math.max(0, range.top - 1) : range.top
  return [
    { ...range, top, bottom: Math.min(range.bottom, top + leading - 1) },
    { ...range, top },
  ]
}

function rightFrom(range: Range, leading: number): [Range, Range] {
  const left = range.left === range.right ? Math.max(0, range.left - 1) : range.left
  return [
    { ...range, left, right: Math.min(range.right, left + leading - 1) },
    { ...range, left },
  ]
}
