import { useMemo, useRef, useState } from 'react'
import { toastError } from '../toast.tsx'
import type { CellChange } from './changes.ts'
import type { Column } from './column.ts'
import { did, doAgain, type History, takeBack } from './history.ts'
import { type Patches, patchedRow, patchedWith, settled } from './patches.ts'

/** What came of changes: cells that were refused, and how to take the rest back where the server has its own way. */
export type Outcome = { refused?: { id: string; column: string; says: string }[]; undo?: () => Promise<unknown> }
export type OnEdit<Row> = (changes: CellChange<Row>[]) => Promise<Outcome> | Outcome

type Step<Row> = { changes: CellChange<Row>[]; outcome: Promise<Outcome> }

/** The rows with what was typed into them, and the ways to change, undo and do again. */
export function useEdits<Row>(input: {
  rows: Row[]
  rowId: (row: Row) => string
  columns: Column<Row>[]
  onEdit: OnEdit<Row> | undefined
}) {
  const { rows, rowId, columns, onEdit } = input
  const [patches, setPatches] = useState<Patches<Row>>(new Map())
  const history = useRef<History<Step<Row>>>({ done: [], undone: [] })
  const latest = useRef(rows)
  latest.current = rows
  const shown = useMemo(() => {
    if (patches.size === 0) return rows
    const byId = new Map(columns.map((column) => [column.id, column]))
    return rows.map((row) => patchedRow(row, patches.get(rowId(row)), byId))
  }, [rows, patches, columns, rowId])

  async function write(changes: CellChange<Row>[], send: () => Promise<Outcome> | Outcome): Promise<Outcome> {
    const ids = new Set(changes.map(({ id }) => id))
    setPatches((before) => patchedWith(before, changes))
    const outcome = await Promise.resolve()
      .then(send)
      .catch((error: unknown): Outcome => {
        toastError(error)
        return { refused: changes.map(({ id, column }) => ({ id, column, says: String(error) })) }
      })
    const found = new Map(latest.current.map((row) => [rowId(row), row]))
    setPatches((before) => settled(before, { ids, refused: outcome.refused ?? [], latest: (id) => found.get(id) }))
    return outcome
  }

  /** The changes as they must be made now, on the rows as they are now. */
  function onto(changes: CellChange<Row>[], back: boolean): CellChange<Row>[] {
    const found = new Map(shown.map((row) => [rowId(row), row]))
    return changes.flatMap((change) => {
      const row = found.get(change.id)
      const { from, to } = change
      return row ? [{ ...change, row, ...(back && { from: to, to: from }) }] : []
    })
  }

  function apply(changes: CellChange<Row>[]): void {
    if (!onEdit || changes.length === 0) return
    const outcome = write(changes, () => onEdit(changes))
    history.current = did(history.current, { changes, outcome })
  }

  async function undo(): Promise<number> {
    const taken = onEdit && takeBack(history.current)
    if (!taken) return 0
    history.current = taken.history
    const { undo: own, refused = [] } = await taken.step.outcome
    const kept = taken.step.changes.filter(
      ({ id, column }) => !refused.some((each) => each.id === id && each.column === column),
    )
    const back = onto(kept, true)
    await write(back, async () => {
      if (!own) return onEdit(back)
      await own()
      return {}
    })
    return own ? kept.length : back.length // its own way takes back rows, too, that the order has moved out of what is loaded
  }

  async function redo(): Promise<number> {
    const again = onEdit && doAgain(history.current)
    if (!again) return 0
    history.current = again.history
    const changes = onto(again.step.changes, false)
    again.step.outcome = write(changes, () => onEdit(changes))
    await again.step.outcome
    return changes.length
  }

  return { rows: shown, apply, undo, redo }
}
