import { actionsContract } from '#actions/contract.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Action } from '../schema.ts'

export type Changed = { title?: string; ownerId?: string | null; dueOn?: string | null }

/** What one can do to an action, each with the way back. */
export function useChanges(action: Action) {
  const params = { id: action.id }
  const reopened = useCommand(actionsContract.reopenAction)
  const done = useCommand(actionsContract.finishAction)
  const dropped = useCommand(actionsContract.dropAction)
  const changed = useCommand(actionsContract.changeAction)
  const back = () => reopened.mutate({ params })
  const { title, ownerId, dueOn } = action
  return {
    busy: done.isPending || reopened.isPending || dropped.isPending || changed.isPending,
    error: changed.error,
    finish: () => done.mutate({ params }, { onSuccess: () => toast(`Done: ${title}`, { undo: back }) }),
    reopen: () =>
      reopened.mutate(
        { params },
        { onSuccess: () => toast(`Open again: ${title}`, { undo: () => done.mutate({ params }) }) },
      ),
    drop: () => dropped.mutate({ params }, { onSuccess: () => toast(`Dropped: ${title}`, { undo: back }) }),
    change: (body: Changed, onDone: () => void = () => {}) =>
      changed.mutate(
        { params, body },
        {
          onSuccess: () => {
            const undo = () => changed.mutate({ params, body: { title, ownerId, dueOn } })
            toast(`Changed: ${title}`, { undo })
            onDone()
          },
        },
      ),
  }
}
