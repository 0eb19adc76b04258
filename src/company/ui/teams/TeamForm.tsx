import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Team, teamsContract } from '../../teams/contract.ts'
import { useTerritoryOptions } from '../territories/use-territory-options.ts'

/** A team's name and territory. */
export function TeamForm({ team }: { team: Team | null }) {
  const { can } = useSession()
  const saved = useSaved('id')
  const territories = useTerritoryOptions()
  const before = { name: team?.name ?? '', territoryId: team?.territory?.id ?? null }
  const undo = useCommand(teamsContract.change)
  const add = useCommand(teamsContract.add, { quiet: true, onDone: ({ name }) => saved(`${name} added`) })
  const change = useCommand(teamsContract.change, {
    quiet: true,
    onDone: ({ id, name }) => saved(`${name} saved`, () => undo.mutate({ params: { id }, body: before })),
  })
  return (
    <RecordForm
      fields={[
        { name: 'name', label: 'Name', required: true },
        { name: 'territoryId', label: 'Territory', kind: 'select', options: territories },
      ]}
      initial={before}
      readOnly={!can('company:edit')}
      submit={team ? 'Save' : 'Add team'}
      saving={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ name, territoryId }) => {
        const body = { name: name ?? '', territoryId }
        if (team) change.mutate({ params: { id: team.id }, body })
        else add.mutate({ body })
      }}
    />
  )
}
