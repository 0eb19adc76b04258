import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Territory, territoriesContract } from '../../territories/contract.ts'
import { useTerritoryOptions } from './use-territory-options.ts'

/** A territory's name and the one it lies in. */
export function TerritoryForm({ territory }: { territory: Territory | null }) {
  const { can } = useSession()
  const saved = useSaved('territory')
  const parents = useTerritoryOptions({ outside: territory?.id })
  const before = { name: territory?.name ?? '', parentId: territory?.parentId ?? null }
  const undo = useCommand(territoriesContract.change)
  const add = useCommand(territoriesContract.add, { quiet: true, onDone: ({ name }) => saved(`${name} added`) })
  const change = useCommand(territoriesContract.change, {
    quiet: true,
    onDone: ({ id, name }) => saved(`${name} saved`, () => undo.mutate({ params: { id }, body: before })),
  })
  return (
    <RecordForm
      fields={[
        { name: 'name', label: 'Name', required: true },
        {
          name: 'parentId',
          label: 'Lies in',
          kind: 'select',
          options: parents,
          description: 'Empty for the top level.',
        },
      ]}
      initial={before}
      readOnly={!can('company:edit')}
      submit={territory ? 'Save' : 'Add territory'}
      saving={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ name, parentId }) => {
        const body = { name: name ?? '', parentId }
        if (territory) change.mutate({ params: { id: territory.id }, body })
        else add.mutate({ body })
      }}
    />
  )
}
