import { Button, Group } from '@mantine/core'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { recordContracts } from '../contract.ts'
import type { RecordField, RecordNoun } from '../records/record.ts'
import type { RecordRow } from './use-record-columns.tsx'

/** One record: add it, change it, or end it. */
export function RecordFormOf({ noun, row }: { noun: RecordNoun; row: RecordRow | null }) {
  const { can } = useSession()
  const contract = recordContracts[noun.path]!
  const saved = useSaved('id')
  const add = useCommand(contract.add, { quiet: true, onDone: () => saved(`The ${noun.one} was added`) })
  const change = useCommand(contract.change, { quiet: true, onDone: () => saved(`The ${noun.one} was saved`) })
  const end = useCommand(contract.end, { onDone: () => saved(`The ${noun.one} was ended`) })
  return (
    <>
      <RecordForm
        fields={noun.fields.filter((field) => !field.hidden).map(inputOf)}
        initial={Object.fromEntries(noun.fields.map((field) => [field.name, textOf(row?.[field.name])]))}
        readOnly={!can('supply:edit')}
        submit={row ? 'Save' : `Add ${noun.one}`}
        saving={add.isPending || change.isPending}
        error={add.error ?? change.error}
        onSave={(values) => {
          const body = Object.fromEntries(
            noun.fields
              .filter((field) => !field.hidden)
              .map((field) => [field.name, cellOf(field, values[field.name] ?? null)]),
          ) as never
          if (row) change.mutate({ params: { id: row.id }, body })
          else add.mutate({ body })
        }}
      />
      {row && !noun.thing && can('supply:edit') && (
        <Group justify="flex-start" mt="lg">
          <Button
            variant="subtle"
            color="vermilion"
            size="compact-sm"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { id: row.id } })}
          >
            End this {noun.one}
          </Button>
        </Group>
      )}
    </>
  )
}

function inputOf(field: RecordField): Field<string> {
  const { name, label, type, words, required, choices } = field
  const shared = { name, label, description: words, required }
  if (type === 'decimal' || type === 'share' || type === 'whole') return { ...shared, kind: 'decimal' }
  if (type === 'day') return { ...shared, kind: 'date' }
  if (type === 'yes-no' || choices)
    return { ...shared, kind: 'select', options: (choices ?? ['yes', 'no']).map((value) => ({ value, label: value })) }
  return shared
}

function textOf(value: RecordRow[string] | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

function cellOf({ type }: RecordField, text: string | null): string | number | boolean | null {
  if (text === null || text === '') return null
  if (type === 'whole') return Math.round(Number(text))
  return type === 'yes-no' ? text === 'yes' : text
}
