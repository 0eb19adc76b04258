import type { z } from 'zod'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'
import type { OwnedArea } from '../../ownership/contract.ts'
import { sides } from '../../schema.ts'

/** Proposes a hand-off. */
export function HandoffForm({ areas }: { areas: z.infer<typeof OwnedArea>[] }) {
  const saved = useSaved('handoff')
  const people = usePeopleOptions()
  const add = useCommand(enablementContract.addHandoff, { quiet: true, onDone: () => saved('Hand-off proposed') })
  return (
    <RecordForm
      fields={[
        { name: 'title', label: 'What', required: true },
        {
          name: 'areaKey',
          label: 'Area',
          kind: 'select',
          options: areas.map(({ key, name }) => ({ value: key, label: name })),
          required: true,
        },
        {
          name: 'from',
          label: 'From',
          kind: 'select',
          options: sides.map((value) => ({ value, label: value })),
          required: true,
        },
        { name: 'ownerId', label: 'Who takes it on', kind: 'select', options: people },
        { name: 'dueOn', label: 'Due', kind: 'date' },
        { name: 'note', label: 'Note' },
      ]}
      initial={{ title: null, areaKey: null, from: 'sales operations', ownerId: null, dueOn: null, note: null }}
      submit="Propose it"
      saving={add.isPending}
      error={add.error}
      onSave={({ title, areaKey, from, ownerId, dueOn, note }) =>
        add.mutate({
          body: {
            title: title ?? '',
            areaKey: areaKey!,
            from: from as (typeof sides)[number],
            ownerId,
            dueOn,
            note: note ?? '',
          },
        })
      }
    />
  )
}
