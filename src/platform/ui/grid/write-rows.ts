import { CallError } from '../call.ts'
import { toastError } from '../toast.tsx'
import type { CellChange } from './changes.ts'
import type { CellValue } from './edit.ts'
import type { Outcome } from './use-edits.ts'

/** All that was changed in one row. */
export type RowChange<Row> = { id: string; row: Row; values: Record<string, CellValue> }

const atOnce = 4

/**
 * Writes changes row by row, a few at once: `write` sends one row and gives the way to take it back. A refused row goes
 * back to what it was and the first reason is told; the others stay.
 */
export async function writeRows<Row>(
  changes: CellChange<Row>[],
  write: (change: RowChange<Row>) => Promise<() => Promise<unknown>>,
): Promise<Outcome> {
  const rows = [...Map.groupBy(changes, ({ id }) => id)].map(([id, some]) => rowChange(id, some))
  const undos: (() => Promise<unknown>)[] = []
  const failed: { change: RowChange<Row>; error: unknown }[] = []
  await inTurns(rows, async (change) => {
    try {
      undos.push(await write(change))
    } catch (error) {
      failed.push({ change, error })
    }
  })
  if (failed[0]) toastError(reasonOf(failed[0].error, { failed: failed.length, rows: rows.length }))
  const refused = failed.flatMap(({ change, error }) =>
    Object.keys(change.values).map((column) => ({ id: change.id, column, says: String(error) })),
  )
  return { refused, undo: async () => inTurns(undos, (undo) => undo().catch(toastError)) }
}

function rowChange<Row>(id: string, changes: CellChange<Row>[]): RowChange<Row> {
  return { id, row: changes[0]!.row, values: Object.fromEntries(changes.map(({ column, to }) => [column, to])) }
}

function reasonOf(error: unknown, { failed, rows }: { failed: number; rows: number }): unknown {
  if (rows === 1 || !(error instanceof CallError)) return error
  const { message, ...rest } = error.problem
  return new CallError(error.status, { ...rest, message: `${failed} of ${rows} rows were not changed. ${message}` })
}

async function inTurns<T>(all: T[], each: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of waiting) await each(one)
    }),
  )
}
