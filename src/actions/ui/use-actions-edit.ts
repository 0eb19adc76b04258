import { useQueryClient } from '@tanstack/react-query'
import { actionsContract } from '#actions/contract.ts'
import { call } from '#platform/ui/call.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import type { Action } from '../schema.ts'

/** Writes what was edited in the list of actions; undo writes what stood before. */
export function useActionsEdit(): OnEdit<Action> {
  const cache = useQueryClient()
  return async (changes) => {
    const outcome = await writeRows(changes, async ({ id, row, values: { title, due } }) => {
      const params = { id }
      const body = {
        ...(title !== undefined && { title: String(title) }),
        ...(due !== undefined && { dueOn: due as string | null }),
      }
      await call(actionsContract.changeAction, { params, body })
      return async () => {
        await call(actionsContract.changeAction, { params, body: { title: row.title, dueOn: row.dueOn } })
        refresh(cache, ['actions'])
      }
    })
    refresh(cache, ['actions'])
    return outcome
  }
}
