import { Button, Title } from '@mantine/core'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { practicesContract } from '../contract.ts'
import type { ScoredCheck } from '../schema.ts'

/** Says that a check does not apply here, and why; or lets it apply again. */
export function ExemptionForm({ check }: { check: ScoredCheck }) {
  const set = useCommand(practicesContract.setExemption, { quiet: true, onDone: () => toast('Saved') })
  const params = { key: check.key }
  if (check.state === 'not applicable') {
    return (
      <Button mt="lg" variant="default" onClick={() => set.mutate({ params, body: { because: null } })}>
        Let it apply again
      </Button>
    )
  }
  return (
    <>
      <Title order={3} mt="lg" mb={6} size="h5">
        Not applicable here
      </Title>
      <RecordForm
        fields={[{ name: 'because', label: 'Because', required: true }]}
        initial={{ because: '' }}
        submit="Leave it out"
        saving={set.isPending}
        error={set.error}
        onSave={({ because }) => set.mutate({ params, body: { because: because ?? '' } })}
      />
    </>
  )
}
