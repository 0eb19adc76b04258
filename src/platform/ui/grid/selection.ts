/** A cell: the line (-1 is the head) and the column, counted from zero. */
export type Place = { row: number; column: number }
/** The active cell and where the selected range began. */
export type Selection = { active: Place; anchor: Place }
export type Range = { top: number; bottom: number; left: number; right: number }

export type Size = { rows: number; columns: number; page: number }

/** Where a key leads; null when the key does not move. Shift keeps the anchor, so that a range grows. */
export function moved(input: {
  selection: Selection
  key: string
  shift: boolean
  jump: boolean
  size: Size
}): Selection | null {
  const { selection, key, shift, jump, size } = input
  const step = steps(size)[key]
  if (!step) return null
  const { row, column } = selection.active
  const far = jump ? Number.MAX_SAFE_INTEGER : 1
  const least = key === 'ArrowUp' && !shift && !jump && row <= 0 ? -1 : 0
  const from = row < 0 && step.row <= 0 ? row : Math.max(least, row + step.row * (step.row ? far : 1))
  const active = {
    row: Math.min(from, size.rows - 1),
    column: clamp(column + step.column * (step.column ? far : 1), size.columns - 1),
  }
  if (jump && key === 'Home') active.row = 0
  if (jump && key === 'End') active.row = size.rows - 1
  return { active, anchor: shift ? selection.anchor : active }
}

/** One cell, and no range. */
export function only(place: Place): Selection {
  return { active: place, anchor: place }
}

/** The next cell in the direction of reading, from the last of a row to the first of the next; null at the end. */
export function nextPlace({ row, column }: Place, { by, size }: { by: 1 | -1; size: Size }): Place | null {
  const at = row * size.columns + column + by
  if (at < 0 || at >= size.rows * size.columns) return null
  return { row: Math.floor(at / size.columns), column: at % size.columns }
}

/** The rectangle between anchor and active cell; the head is in none. */
export function rangeOf({ active, anchor }: Selection): Range {
  return {
    top: Math.max(0, Math.min(active.row, anchor.row)),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  }
}

/** Whether a range is more than one cell. */
export function isMany({ top, bottom, left, right }: Range): boolean {
  return bottom > top || right > left
}

/** Keeps a selection inside a grid whose rows or columns became fewer. */
export function inside(selection: Selection, { rows, columns }: Pick<Size, 'rows' | 'columns'>): Selection {
  const kept = ({ row, column }: Place) => ({ row: Math.min(row, rows - 1), column: clamp(column, columns - 1) })
  return { active: kept(selection.active), anchor: kept(selection.anchor) }
}

function steps(size: Size): Record<string, Place> {
  return {
    ArrowDown: { row: 1, column: 0 },
    ArrowUp: { row: -1, column: 0 },
    ArrowRight: { row: 0, column: 1 },
    ArrowLeft: { row: 0, column: -1 },
    PageDown: { row: size.page, column: 0 },
    PageUp: { row: -size.page, column: 0 },
    Home: { row: 0, column: -size.columns },
    End: { row: 0, column: size.columns },
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value))
}
