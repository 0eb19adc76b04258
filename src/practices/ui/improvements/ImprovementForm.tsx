import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { checks } from '../../checks/catalogue.ts'
import { practicesContract } from '../../contract.ts'
import { type Improvement, improvementKinds } from '../../improvements/contract.ts'

/** Adds an improvement. */
export function ImprovementForm() {
  const saved = useSaved('improvement')
  const people = usePeopleOptions()
  const add = useCommand(practicesContract.addImprovement, { quiet: true, onDone: () => saved('Improvement added') })
  return (
    <RecordForm
      fields={[
        { name: 'title', label: 'What', required: true },
        {
          name: 'kind',
          label: 'Kind',
          kind: 'select',
          options: improvementKinds.map((value) => ({ value, label: value })),
          required: true,
        },
        {
          name: 'checkKey',
          label: 'Check that it is to lift',
          kind: 'select',
          options: checks.map(({ key, name }) => ({ value: key, label: name })),
          description: 'A tactical one needs it.',
        },
        {
          name: 'expected',
          label: 'Expected change',
          kind: 'decimal',
          description: 'Of a share in percentage points: 10 for ten points.',
        },
        { name: 'ownerId', label: 'Owner', kind: 'select', options: people },
        { name: 'dueOn', label: 'Due', kind: 'date' },
      ]}
      initial={{ title: null, kind: 'tactical', checkKey: null, expected: null, ownerId: null, dueOn: null }}
      submit="Add improvement"
      saving={add.isPending}
      error={add.error}
      onSave={({ title, kind, checkKey, expected, ownerId, dueOn }) =>
        add.mutate({
          body: {
            title: title ?? '',
            kind: kind as Improvement['kind'],
            checkKey,
            ownerId,
            dueOn,
            expectedChange: expected === null ? null : Number(expected) / 100,
          },
        })
      }
    />
  )
}
