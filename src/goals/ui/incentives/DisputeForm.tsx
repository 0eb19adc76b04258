import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../incentives/contract.ts'

/** Says what is wrong with a statement. */
export function DisputeForm({ statementId }: { statementId: string }) {
  const open = useCommand(incentivesContract.dispute, { quiet: true, onDone: () => toast('The dispute is open') })
  return (
    <Section title="Something is wrong">
      <RecordForm
        fields={[
          { name: 'text', label: 'What is wrong, and why', required: true },
          {
            name: 'position',
            label: 'Line',
            kind: 'decimal',
            description: 'Its place in the table, from 0; leave it out for the whole statement.',
          },
        ]}
        initial={{ text: '', position: null }}
        submit="Dispute"
        saving={open.isPending}
        error={open.error}
        onSave={({ text, position }) =>
          open.mutate({
            body: { statementId, text: text ?? '', position: position === null ? null : Number(position) },
          })
        }
      />
    </Section>
  )
}
