import { useEffect, useRef, useState } from 'react'
import type { GridView } from './DataGrid.tsx'
import type { GridLine } from './lines.ts'
import { inside, only, type Place, type Selection, type Size } from './selection.ts'

const corner: Selection = only({ row: 0, column: 0 })

/** The active cell and the range; both stay on their row when rows come, go or change places around them. */
export function useSelection<Row>(view: GridView<Row>, size: Size) {
  const { lines } = view
  const [selection, setSelection] = useState<Selection | null>(null)
  const before = useRef(lines)
  useEffect(() => {
    const old = before.current
    before.current = lines
    setSelection((now) => (now && old !== lines ? followed(now, { old, lines }) : now))
  }, [lines])
  const kept = selection && size.rows > 0 ? inside(selection, size) : null
  return {
    selection: kept,
    set: setSelection,
    select: (place: Place, grow = false) =>
      setSelection((now) => ({ active: place, anchor: grow && now ? now.anchor : place })),
    start: () => setSelection((now) => now ?? corner),
    /** The selection that a key starts from. */
    from: kept ?? corner,
  }
}

function followed<Row>(
  selection: Selection,
  { old, lines }: { old: GridLine<Row>[]; lines: GridLine<Row>[] },
): Selection {
  const key = keyOf(old[selection.active.row])
  if (key === null || key === keyOf(lines[selection.active.row])) return selection
  const found = lines.findIndex((line) => keyOf(line) === key)
  if (found < 0) return selection
  const by = found - selection.active.row
  const anchor = { ...selection.anchor, row: Math.max(0, selection.anchor.row + by) }
  return { active: { ...selection.active, row: found }, anchor }
}

function keyOf<Row>(line: GridLine<Row> | undefined): string | null {
  return line === undefined ? null : line.kind === 'row' ? `row ${line.id}` : `group ${line.group.key}`
}
