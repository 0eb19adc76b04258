import { keptField, keptFieldName } from '#platform/kept/kept.ts'
import { RecordForm, type Values } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Family, type Item, itemsContract } from '../../items/contract.ts'
import { useAttributes } from './use-attributes.ts'

/** An item: code, name, family, unit, exact list price, the days between which it is sold, and its attributes. */
export function ItemForm({ item, families }: { item: Item | null; families: Family[] }) {
  const { can } = useSession()
  const { regional } = useFormat()
  const saved = useSaved('id')
  const names = useAttributes()
  const before = { ...beforeOf(item), fields: attributesOf(item, names) }
  const undo = useCommand(itemsContract.change)
  const add = useCommand(itemsContract.add, { quiet: true, onDone: ({ name }) => saved(`${name} added`) })
  const change = useCommand(itemsContract.change, {
    quiet: true,
    onDone: ({ id, name }) => saved(`${name} saved`, () => undo.mutate({ params: { id }, body: before })),
  })
  return (
    <RecordForm<string>
      key={names.join()}
      fields={[
        { name: 'code', label: 'Code', required: true },
        { name: 'name', label: 'Name', required: true },
        {
          name: 'familyId',
          label: 'Family',
          kind: 'select',
          options: families.map((family) => ({ value: family.id, label: family.name })),
        },
        { name: 'unit', label: 'Unit', required: true, description: 'What one counts: each, box, kg.' },
        {
          name: 'listPrice',
          label: `List price (${regional.currency})`,
          kind: 'decimal',
          description: 'Kept exactly as written, with up to six decimals.',
        },
        { name: 'activeFrom', label: 'Sold from', kind: 'date' },
        {
          name: 'activeTo',
          label: 'Last day sold',
          kind: 'date',
          description: 'No demand is expected after it; gaps before it count as zero.',
        },
        ...names.map((name) => ({ name: keptField(name), label: name })),
      ]}
      initial={initialOf(item, names)}
      readOnly={!can('company:edit')}
      submit={item ? 'Save' : 'Add item'}
      saving={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={(values) => {
        const body = bodyOf(values)
        if (item) change.mutate({ params: { id: item.id }, body })
        else add.mutate({ body })
      }}
    />
  )
}

function beforeOf(item: Item | null) {
  return {
    code: item?.code ?? '',
    name: item?.name ?? '',
    familyId: item?.family?.id ?? null,
    unit: item?.unit ?? 'each',
    listPrice: item?.listPrice ?? null,
    activeFrom: item?.activeFrom ?? null,
    activeTo: item?.activeTo ?? null,
  }
}

function attributesOf(item: Item | null, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, item?.fields?.[name] ?? null]))
}

function initialOf(item: Item | null, names: readonly string[]): Values<string> {
  const attributes = Object.entries(attributesOf(item, names)).map(([name, value]) => [keptField(name), value])
  return { ...beforeOf(item), ...Object.fromEntries(attributes) }
}

function bodyOf(values: Values<string>) {
  const fields = Object.entries(values).flatMap(([field, value]) => {
    const name = keptFieldName(field)
    return name === undefined ? [] : [[name, value] as const]
  })
  const { code, name, familyId, unit, listPrice, activeFrom, activeTo } = values
  return {
    ...{ code: code ?? '', name: name ?? '', unit: unit ?? 'each' },
    ...{ familyId, listPrice, activeFrom, activeTo },
    fields: Object.fromEntries(fields),
  }
}
