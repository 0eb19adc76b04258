import { crmContract } from '#crm/contract.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { leadFields } from './lead-fields.ts'

/** The form for a new lead. */
export function NewLead() {
  const { user } = useSession()
  const choices = useCall(crmContract.leadChoices).data
  const saved = useSaved('lead')
  const undo = useCommand(crmContract.undoLead)
  const add = useCommand(crmContract.addLead, {
    quiet: true,
    onDone: ({ id, name, changedAt }) =>
      saved(`${name} added`, () => undo.mutate({ params: { id }, body: { recordedAt: changedAt } })),
  })
  return (
    <RecordForm
      fields={leadFields(choices?.owners ?? [])}
      initial={{
        ...{ name: null, company: null, title: null, email: null, phone: null, country: null, source: null },
        ownerId: user.personId,
      }}
      submit="Add lead"
      saving={add.isPending}
      error={add.error}
      onSave={({ name, ...rest }) => add.mutate({ body: { name: name ?? '', ...rest } })}
    />
  )
}
