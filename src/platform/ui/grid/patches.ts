import type { CellChange } from './changes.ts'
import type { Column } from './column.ts'
import type { CellValue } from './edit.ts'

/** What was typed into a row and is not yet part of it: shown until the row comes anew, or the change is refused. */
export type Patch<Row> = { base: Row; values: ReadonlyMap<string, CellValue>; pending: number }
export type Patches<Row> = ReadonlyMap<string, Patch<Row>>

/** The patches after changes were made; each waits for its answer. */
export function patchedWith<Row>(patches: Patches<Row>, changes: CellChange<Row>[]): Patches<Row> {
  const next = new Map(patches)
  for (const [id, some] of Map.groupBy(changes, (change) => change.id)) {
    const before = next.get(id)
    const values = new Map(before?.values)
    for (const { column, to } of some) values.set(column, to)
    next.set(id, { base: some[0]!.row, values, pending: (before?.pending ?? 0) + 1 })
  }
  return next
}

/** The patches after the answer came: refused values leave at once, the others stay until their row comes anew. */
export function settled<Row>(
  patches: Patches<Row>,
  {
    ids,
    refused,
    latest,
  }: { ids: Set<string>; refused: { id: string; column: string }[]; latest: (id: string) => Row | undefined },
): Patches<Row> {
  const next = new Map(patches)
  for (const id of ids) {
    const before = next.get(id)
    if (!before) continue
    const values = new Map(before.values)
    for (const each of refused) if (each.id === id) values.delete(each.column)
    const base = latest(id) ?? before.base
    if (values.size === 0) next.delete(id)
    else next.set(id, { base, values, pending: before.pending - 1 })
  }
  return next
}

/**
 * A row with what was typed into it. Once answered, a value that the row holds by itself is the row's own again: an edit and
 * its undo may leave the very row that was there before, and what follows from the value is the server's to say.
 */
export function patchedRow<Row>(
  row: Row,
  patch: Patch<Row> | undefined,
  columns: ReadonlyMap<string, Column<Row>>,
): Row {
  if (!patch || (patch.pending === 0 && patch.base !== row)) return row
  let shown = row
  for (const [id, value] of patch.values) {
    const edit = columns.get(id)?.edit
    if (edit && !(patch.pending === 0 && edit.value(row) === value)) shown = edit.apply(shown, value)
  }
  return shown
}
