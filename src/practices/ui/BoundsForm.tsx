import { Anchor, Title } from '@mantine/core'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { practicesContract } from '../contract.ts'
import type { ScoredCheck } from '../schema.ts'

/** From where a check is green and red; shares are typed in per cent. */
export function BoundsForm({ check }: { check: ScoredCheck }) {
  const set = useCommand(practicesContract.setBounds, { quiet: true, onDone: () => toast('Bounds saved') })
  const scale = check.unit === 'share' ? 100 : 1
  const unit = check.unit === 'share' ? '%' : '×'
  const params = { key: check.key }
  const typed = (value: number) => String(Number((value * scale).toFixed(4)))
  return (
    <>
      <Title order={3} mt="lg" mb={6} size="h5">
        Bounds
      </Title>
      <RecordForm
        fields={[
          { name: 'green', label: `Green from (${unit})`, required: true, kind: 'decimal' },
          { name: 'red', label: `Red from (${unit})`, required: true, kind: 'decimal' },
        ]}
        initial={{ green: typed(check.bounds.green), red: typed(check.bounds.red) }}
        submit="Save bounds"
        saving={set.isPending}
        error={set.error}
        onSave={({ green, red }) =>
          set.mutate({ params, body: { bounds: { green: Number(green) / scale, red: Number(red) / scale } } })
        }
      />
      {check.boundsChanged && (
        <Anchor component="button" size="sm" mt={6} onClick={() => set.mutate({ params, body: { bounds: null } })}>
          Back to the usual bounds
        </Anchor>
      )}
    </>
  )
}
