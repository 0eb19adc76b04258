import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Site, SiteKind, sitesContract } from '../../sites/contract.ts'
import { useTerritoryOptions } from './use-territory-options.ts'

const kinds = [
  { value: 'plant', label: 'Plant' },
  { value: 'warehouse', label: 'Warehouse' },
  { value: 'office', label: 'Office' },
]

/** A site's name, kind and territory. */
export function SiteForm({ site }: { site: Site | null }) {
  const { can } = useSession()
  const saved = useSaved('site')
  const territories = useTerritoryOptions()
  const before = {
    name: site?.name ?? '',
    kind: site?.kind ?? ('warehouse' as SiteKind),
    territoryId: site?.territory?.id ?? null,
  }
  const undo = useCommand(sitesContract.change)
  const add = useCommand(sitesContract.add, { quiet: true, onDone: ({ name }) => saved(`${name} added`) })
  const change = useCommand(sitesContract.change, {
    quiet: true,
    onDone: ({ id, name }) => saved(`${name} saved`, () => undo.mutate({ params: { id }, body: before })),
  })
  return (
    <RecordForm
      fields={[
        { name: 'name', label: 'Name', required: true },
        { name: 'kind', label: 'Kind', kind: 'select', options: kinds, required: true },
        { name: 'territoryId', label: 'Territory', kind: 'select', options: territories },
      ]}
      initial={before}
      readOnly={!can('company:edit')}
      submit={site ? 'Save' : 'Add site'}
      saving={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ name, kind, territoryId }) => {
        const body = { name: name ?? '', kind: SiteKind.parse(kind), territoryId }
        if (site) change.mutate({ params: { id: site.id }, body })
        else add.mutate({ body })
      }}
    />
  )
}
