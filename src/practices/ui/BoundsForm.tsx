import { Anchor, Title } from '@mantine/core'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { practicesContract } from '../contract.ts'
import type { ScoredCheck } from '../schema.ts'

type Bounded = Pick<ScoredCheck, 'unit' | 'bounds' | 'boundsChanged'>

/** From where a check, or by name what it asks besides, is green and red; shares are typed in per cent. */
export function BoundsForm({ of, checkKey, name }: { of: Bounded; checkKey: string; name?: string }) {
  const set = useCommand(practicesContract.setBounds, { quiet: true, onDone: () => toast('Bounds saved') })
  const scale = of.unit === 'share' ? 100 : 1
  const unit = of.unit === 'share' ? '%' : '×'
  const params = { key: checkKey }
  const ofSecond = name !== undefined
  const typed = (value: number) => String(Number((value * scale).toFixed(4)))
  return (
    <>
      <Title order={3} mt="lg" mb={6} size="h5">
        {name ? `Bounds of ${name}` : 'Bounds'}
      </Title>
      <RecordForm
        fields={[
          { name: 'green', label: `Green from (${unit})`, required: true, kind: 'decimal' },
          { name: 'red', label: `Red from (${unit})`, required: true, kind: 'decimal' },
        ]}
        initial={{ green: typed(of.bounds.green), red: typed(of.bounds.red) }}
        submit="Save bounds"
        saving={set.isPending}
        error={set.error}
        onSave={({ green, red }) =>
          set.mutate({
            params,
            body: { ofSecond, bounds: { green: Number(green) / scale, red: Number(red) / scale } },
          })
        }
      />
      {of.boundsChanged && (
        <Anchor
          component="button"
          size="sm"
          mt={6}
          onClick={() => set.mutate({ params, body: { ofSecond, bounds: null } })}
        >
          Back to the usual bounds
        </Anchor>
      )}
    </>
  )
}
