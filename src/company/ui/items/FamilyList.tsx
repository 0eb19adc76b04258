import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Family, itemsContract } from '../../items/contract.ts'

/** The families that group items. */
export function FamilyList({ families }: { families: Family[] }) {
  const [open, setOpen] = useUrlParam('family')
  const columns = useMemo(
    (): Column<Family>[] => [
      { id: 'name', header: 'Family', value: (family) => family.name, phone: 'title', grow: true },
      { id: 'items', header: 'Items', kind: 'number', value: (family) => family.items, phone: 'aside' },
    ],
    [],
  )
  return (
    <div style={{ maxWidth: 640, marginTop: 40 }}>
      <Section title="Item families">
        <DataGrid
          name="families"
          label="Families"
          columns={columns}
          rows={families}
          rowId={(family) => family.id}
          openId={open}
          onOpen={(family) => setOpen(family.id, { push: true })}
          toolbar={
            <AddButton param="family" may="company:edit">
              Add family
            </AddButton>
          }
          empty={<EmptyState title="No families yet" teaches="A family groups items; demand is reviewed by family." />}
        />
        <RecordDrawer param="family" noun="family" rows={families} rowId={(row) => row.id} nameOf={(row) => row.name}>
          {(family) => <FamilyForm family={family} />}
        </RecordDrawer>
      </Section>
    </div>
  )
}

function FamilyForm({ family }: { family: Family | null }) {
  const { can } = useSession()
  const saved = useSaved('family')
  const undo = useCommand(itemsContract.changeFamily)
  const add = useCommand(itemsContract.addFamily, { quiet: true, onDone: ({ name }) => saved(`${name} added`) })
  const rename = useCommand(itemsContract.changeFamily, {
    quiet: true,
    onDone: ({ id, name }) =>
      saved(`Renamed to ${name}`, () => undo.mutate({ params: { id }, body: { name: family?.name ?? name } })),
  })
  return (
    <RecordForm
      fields={[{ name: 'name', label: 'Name', required: true }]}
      initial={{ name: family?.name ?? null }}
      readOnly={!can('company:edit')}
      submit={family ? 'Rename' : 'Add family'}
      saving={add.isPending || rename.isPending}
      error={add.error ?? rename.error}
      onSave={({ name }) => {
        const body = { name: name ?? '' }
        if (family) rename.mutate({ params: { id: family.id }, body })
        else add.mutate({ body })
      }}
    />
  )
}
