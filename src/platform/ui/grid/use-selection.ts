import { useEffect, useRef, useState } from 'react'
import type { GridView } from './DataGrid.tsx'
import { followed } from './followed.ts'
import { inside, only, type Place, type Selection, type Size } from './selection.ts'

const corner: Selection = only({ row: 0, column: 0 })

/** The active cell and the range; both go with their rows when rows come, go or change places. */
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
