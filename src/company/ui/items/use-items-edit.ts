import { useQueryClient } from '@tanstack/react-query'
import { keptFieldName } from '#platform/kept/kept.ts'
import { call } from '#platform/ui/call.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { type RowChange, writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import { type Item, itemsContract } from '../../items/contract.ts'

/** Writes attributes that were typed, pasted or filled in the list of items, item by item; undo writes what was. */
export function useItemsEdit(): OnEdit<Item> {
  const cache = useQueryClient()

  async function change({ id, row, values }: RowChange<Item>): Promise<() => Promise<unknown>> {
    const names = Object.keys(values).map((column) => keptFieldName(column) ?? column)
    const fields = Object.fromEntries(
      Object.entries(values).map(([column, value]) => [
        keptFieldName(column) ?? column,
        value === null ? null : String(value),
      ]),
    )
    const before = Object.fromEntries(names.map((name) => [name, row.fields?.[name] ?? null]))
    await call(itemsContract.change, { params: { id }, body: { fields } })
    return async () => {
      await call(itemsContract.change, { params: { id }, body: { fields: before } })
      refresh(cache, ['company'])
    }
  }

  return async (changes) => {
    const outcome = await writeRows(changes, change)
    refresh(cache, ['company'])
    return outcome
  }
}
