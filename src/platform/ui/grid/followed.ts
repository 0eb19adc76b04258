import type { GridLine } from './lines.ts'
import { only, rangeOf, type Selection } from './selection.ts'

/**
 * A selection after the lines have changed: it goes with its rows while they stand together. Where an edit has sorted them
 * apart, or some have gone, only the active cell is left, so that the next key meets no row that was not chosen.
 */
export function followed<Row>(
  selection: Selection,
  { old, lines }: { old: readonly GridLine<Row>[]; lines: readonly GridLine<Row>[] },
): Selection {
  const { active, anchor } = selection
  const key = keyOf(old[active.row])
  if (key === null) return selection
  const found = key === keyOf(lines[active.row]) ? active.row : lines.findIndex((line) => keyOf(line) === key)
  const by = found - active.row
  const { top, bottom } = rangeOf(selection)
  const keys = (of: readonly GridLine<Row>[], from: number) => of.slice(from, from + bottom - top + 1).map(keyOf)
  const now = keys(lines, top + by)
  const stands = found >= 0 && top + by >= 0 && keys(old, top).every((each, at) => each === now[at])
  if (!stands) return only({ ...active, row: found < 0 ? active.row : found })
  return by === 0 ? selection : { active: { ...active, row: found }, anchor: { ...anchor, row: anchor.row + by } }
}

function keyOf<Row>(line: GridLine<Row> | undefined): string | null {
  return line === undefined ? null : line.kind === 'row' ? `row ${line.id}` : `group ${line.group.key}`
}
