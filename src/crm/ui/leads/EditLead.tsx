import { crmContract } from '#crm/contract.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import type { Lead } from '../../leads/contract.ts'
import { leadFields } from './lead-fields.ts'

/** Edits who a lead is; refused when it changed meanwhile. */
export function EditLead({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const choices = useCall(crmContract.leadChoices).data
  const undo = useCommand(crmContract.undoLead)
  const change = useCommand(crmContract.changeLead, {
    quiet: true,
    onDone: ({ id, name, changedAt }) => {
      toast(`${name} changed`, { undo: () => undo.mutate({ params: { id }, body: { recordedAt: changedAt } }) })
      onClose()
    },
  })
  const { name, company, title, email, phone, country, source, ownerId } = lead
  if (!choices) return null
  return (
    <RecordForm
      fields={leadFields(choices.owners)}
      initial={{ name, company, title, email, phone, country, source, ownerId }}
      submit="Save"
      saving={change.isPending}
      error={change.error}
      onCancel={onClose}
      onSave={({ name: typed, ...rest }) =>
        change.mutate({
          params: { id: lead.id },
          body: { name: typed ?? lead.name, ...rest, changedAt: lead.changedAt },
        })
      }
    />
  )
}
