import { useQueryClient } from '@tanstack/react-query'
import { call } from '#platform/ui/call.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { type RowChange, writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import { recordContracts } from '../contract.ts'
import type { RecordNoun } from '../records/record.ts'
import type { RecordRow } from './use-record-columns.tsx'

/** Writes what was edited in a list of records, row by row; a row with a history ends and a new one begins, whose id the undo knows. */
export function useRecordsEdit(noun: RecordNoun): OnEdit<RecordRow> {
  const cache = useQueryClient()
  const { change } = recordContracts[noun.path]!

  async function write({ id, row, values }: RowChange<RecordRow>): Promise<() => Promise<unknown>> {
    const sent = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, given(noun, name, value)]))
    const stood = Object.fromEntries(Object.keys(values).map((name) => [name, row[name] ?? null]))
    const reply = await call(change, { params: { id }, body: sent as never })
    return async () => {
      await call(change, { params: { id: reply.id }, body: stood as never })
      refresh(cache, ['supply'])
    }
  }

  return async (changes) => {
    const outcome = await writeRows(changes, write)
    refresh(cache, ['supply'])
    return outcome
  }
}

/** A value of the grid as the API takes it. */
function given({ fields }: RecordNoun, name: string, value: string | number | null): string | number | boolean | null {
  const type = fields.find((field) => field.name === name)?.type
  if (value === null) return null
  if (type === 'yes-no') return value === 'yes'
  return type === 'decimal' || type === 'share' ? String(value) : value
}
