import { Button, Text } from '@mantine/core'
import type { z } from 'zod'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'
import type { OwnedArea } from '../../ownership/contract.ts'

const owners = [
  { value: 'operations', label: 'Sales operations' },
  { value: 'enablement', label: 'Enablement' },
  { value: 'both', label: 'Both' },
  { value: 'neither', label: 'Neither' },
]

/** Says who owns an area. */
export function AreaForm({ area }: { area: z.infer<typeof OwnedArea> | undefined }) {
  const { can } = useSession()
  const saved = useSaved('area')
  const set = useCommand(enablementContract.setArea, { quiet: true, onDone: () => saved('Ownership set') })
  if (!area) return <Text c="dimmed">There is no such area any more.</Text>
  const { key, name, operations, enablement, sharedBecause } = area
  const owner = operations && enablement ? 'both' : operations ? 'operations' : enablement ? 'enablement' : 'neither'
  return (
    <>
      <RecordForm
        fields={[
          { name: 'owner', label: 'Owner', kind: 'select', options: owners, required: true },
          { name: 'because', label: 'Shared because', description: 'Where both own it on purpose.' },
        ]}
        initial={{ owner, because: sharedBecause }}
        submit="Save"
        saving={set.isPending}
        error={set.error}
        readOnly={!can('enablement:edit')}
        onSave={({ owner: by, because }) =>
          set.mutate({
            params: { key },
            body: {
              area: {
                name,
                operations: by === 'operations' || by === 'both',
                enablement: by === 'enablement' || by === 'both',
                sharedBecause: because,
              },
            },
          })
        }
      />
      {can('enablement:edit') && (
        <Button mt="md" variant="default" onClick={() => set.mutate({ params: { key }, body: { area: null } })}>
          Back to the usual owner
        </Button>
      )}
    </>
  )
}
