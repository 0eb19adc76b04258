import { actionsContract } from '#actions/contract.ts'
import type { About } from '#platform/subjects/subject.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { ActionForm } from './ActionForm.tsx'

/** A new action about a thing, or about none. */
export function AddAction({ about, onClose }: { about: About | null; onClose: () => void }) {
  const drop = useCommand(actionsContract.dropAction)
  const add = useCommand(actionsContract.addAction, {
    quiet: true,
    onDone: (action) => {
      toast(`Added: ${action.title}`, { undo: () => drop.mutate({ params: { id: action.id } }) })
      onClose()
    },
  })
  return (
    <ActionForm
      about={about}
      submit="Add the action"
      saving={add.isPending}
      error={add.error}
      onSave={(values) => add.mutate({ body: { ...values, ...(about && { noun: about.noun, id: about.id }) } })}
      onCancel={onClose}
    />
  )
}
