import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'
import { personFields } from './person-fields.ts'

/** Changes what is known of a person; the toast takes it back. */
export function EditPerson({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const params = { id: person.id }
  const { name, title, email, hiredOn, timeZone, externalId } = person
  const before = { name, title, email, hiredOn, timeZone, externalId }
  const undo = useCommand(peopleContract.change)
  const change = useCommand(peopleContract.change, {
    quiet: true,
    onDone: (after) => {
      onClose()
      toast(`${after.name} saved`, { undo: () => undo.mutate({ params, body: before }) })
    },
  })
  return (
    <FormModal
      title={`Edit ${name}`}
      onClose={onClose}
      fields={personFields}
      initial={before}
      submit="Save"
      saving={change.isPending}
      error={change.error}
      onSave={(values) => change.mutate({ params, body: { ...values, name: values.name ?? '' } })}
    />
  )
}
